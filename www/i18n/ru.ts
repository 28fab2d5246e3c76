/**
 * Decides the Russian words. Must not know when they are shown.
 * Keys are the same in every language file; a page's own `texts` go first.
 */
import type { Messages } from '../element/types';

/** Russian texts by message key. */
export const messages: Messages = {
  'quiz.step': 'Шаг {step} из {steps}',
  'quiz.progress': '{percent}\u00a0%',
  'quiz.start': 'Начать',
  'quiz.next': 'Далее',
  'quiz.back': 'Назад',
  'quiz.send': 'Отправить',
  'quiz.restart': 'Пройти заново',
  'quiz.leave_contact': 'Оставить контакт',
  'quiz.required': 'Обязательно',

  'contact.name': 'Ваше имя',
  'contact.phone': 'Телефон',
  'contact.email': 'Эл. почта',
  'contact.did_you_mean': 'Возможно, вы имели в виду {suggestion}?',
  'contact.phone_doubt': 'Номер выглядит необычно. Проверьте его, пожалуйста, ещё раз.',

  'error.required': 'Заполните, пожалуйста, это поле',
  'error.choice': 'Выберите, пожалуйста, один из ответов',
  'error.number': 'Введите число, например 12,5',
  'error.email': 'Введите адрес вида name@example.com',
  'error.phone': 'Введите номер телефона с кодом',
  'error.contact': 'Оставьте телефон или эл. почту, чтобы мы могли ответить',
  'error.consent': 'Отметьте это поле, чтобы мы могли продолжить',
  'error.too_long': {
    by: 'max',
    forms: { one: 'Не больше {max} символа', few: 'Не больше {max} символов', many: 'Не больше {max} символов', other: 'Не больше {max} символа' },
  },
  'error.min': 'Введите {min} или больше',
  'error.max': 'Введите {max} или меньше',
  'error.summary': {
    by: 'count',
    forms: {
      one: 'Нужно исправить {count} поле',
      few: 'Нужно исправить {count} поля',
      many: 'Нужно исправить {count} полей',
      other: 'Нужно исправить {count} поля',
    },
  },

  'delivery.sending': 'Отправляем…',
  'delivery.sent': 'Отправлено. Мы получили ваши ответы.',
  'delivery.saved': 'Сохранено. Ответы отправятся, как только появится интернет.',
  'delivery.failed': 'Не удалось отправить ответы. Свяжитесь с нами, пожалуйста, по телефону.',

  'element.cover': 'Несколько коротких вопросов',
  'element.contact': 'Как с вами связаться?',
  'element.rejected': 'Спасибо за ваши ответы',
  'element.done': 'Спасибо!',
  'element.several': 'Можно выбрать несколько ответов',
  'element.terms': 'Полный текст (в новой вкладке)',
  'element.website': 'Оставьте это поле пустым',
};
