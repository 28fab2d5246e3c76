/**
 * Decides the English words. Must not know when they are shown.
 * Keys are the same in every language file; a page's own `texts` go first.
 */
import type { Messages } from '../element/types';

/** English texts by message key. */
export const messages: Messages = {
  'quiz.step': 'Step {step} of {steps}',
  'quiz.progress': '{percent}%',
  'quiz.start': 'Start',
  'quiz.next': 'Next',
  'quiz.back': 'Back',
  'quiz.send': 'Send',
  'quiz.restart': 'Start again',
  'quiz.leave_contact': 'Leave my contact',
  'quiz.required': 'Required',

  'contact.name': 'Your name',
  'contact.phone': 'Phone number',
  'contact.email': 'Email',
  'contact.did_you_mean': 'Did you mean {suggestion}?',
  'contact.whatsapp': 'WhatsApp',
  'contact.telegram': 'Telegram',
  'contact.viber': 'Viber',
  'contact.vk': 'VK',
  'contact.max': 'MAX',
  'contact.messenger_doubt': 'This account looks unusual. Please check it once more.',
  'error.messenger': 'Please enter an account that we can find: a name, a number or a link.',
  'contact.phone_doubt': 'This number looks unusual. Please check it once more.',

  'error.required': 'Please fill this in',
  'error.other': 'Please write your own answer',
  'error.number': 'Please enter a number, for example 12.5',
  'error.email': 'Please enter an email address like name@example.com',
  'error.phone': 'Please enter a phone number with its area code',
  'error.contact': 'Please leave a phone number or an email so that we can answer',
  'error.consent': 'Please tick this box so that we may go on',
  'error.min_length': { by: 'min', forms: { one: 'Please write at least {min} character', other: 'Please write at least {min} characters' } },
  'error.max_length': { by: 'max', forms: { one: 'Please use no more than {max} character', other: 'Please use no more than {max} characters' } },
  'error.min_count': { by: 'min', forms: { one: 'Please choose at least {min} answer', other: 'Please choose at least {min} answers' } },
  'error.max_count': { by: 'max', forms: { one: 'Please choose no more than {max} answer', other: 'Please choose no more than {max} answers' } },
  'error.min': 'Please enter {min} or more',
  'error.max': 'Please enter {max} or less',
  'error.min_date': 'The earliest possible is {min}',
  'error.max_date': 'The latest possible is {max}',
  'error.step': 'Please enter a multiple of {step}',
  'error.digits': 'Please write this without digits',
  'error.pattern': 'This does not look right. Please check it once more.',
  'error.check': 'This answer does not fit. Please check it once more.',
  'error.summary': { by: 'count', forms: { one: 'One thing needs your attention', other: '{count} things need your attention' } },

  'delivery.sending': 'Sending…',
  'delivery.sent': 'Sent. We have received your answers.',
  'delivery.saved': 'Saved. Your answers will be sent as soon as you are online.',
  'delivery.failed': 'We could not send your answers. Please contact us by phone.',

  'element.cover': 'A few short questions',
  'element.contact': 'How can we reach you?',
  'element.rejected': 'Thank you for your answers',
  'element.done': 'Thank you!',
  'element.several': 'You can choose several',
  'element.rank': 'Choose in order, the most important first',
  'element.other': 'Your own answer',
  'element.from': 'From',
  'element.to': 'To',
  'element.terms': 'Read the full text (new tab)',
  'element.website': 'Leave this field empty',
};
