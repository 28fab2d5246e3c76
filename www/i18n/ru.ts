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
  'contact.whatsapp': 'WhatsApp',
  'contact.telegram': 'Telegram',
  'contact.viber': 'Viber',
  'contact.vk': 'ВКонтакте',
  'contact.max': 'MAX',
  'contact.messenger_doubt': 'Аккаунт выглядит необычно. Проверьте его, пожалуйста, ещё раз.',
  'error.messenger': 'Укажите аккаунт, по которому вас можно найти: имя, номер или ссылку.',
  'contact.phone_doubt': 'Номер выглядит необычно. Проверьте его, пожалуйста, ещё раз.',

  'error.required': 'Заполните, пожалуйста, это поле',
  'error.other': 'Напишите, пожалуйста, свой вариант',
  'error.number': 'Введите число, например 12,5',
  'error.email': 'Введите адрес вида name@example.com',
  'error.phone': 'Введите номер телефона с кодом',
  'error.contact': 'Оставьте телефон или эл. почту, чтобы мы могли ответить',
  'error.consent': 'Отметьте это поле, чтобы мы могли продолжить',
  'error.min_length': {
    by: 'min',
    forms: { one: 'Не меньше {min} символа', few: 'Не меньше {min} символов', many: 'Не меньше {min} символов', other: 'Не меньше {min} символа' },
  },
  'error.max_length': {
    by: 'max',
    forms: { one: 'Не больше {max} символа', few: 'Не больше {max} символов', many: 'Не больше {max} символов', other: 'Не больше {max} символа' },
  },
  'error.min_count': {
    by: 'min',
    forms: {
      one: 'Выберите не меньше {min} ответа',
      few: 'Выберите не меньше {min} ответов',
      many: 'Выберите не меньше {min} ответов',
      other: 'Выберите не меньше {min} ответа',
    },
  },
  'error.max_count': {
    by: 'max',
    forms: {
      one: 'Выберите не больше {max} ответа',
      few: 'Выберите не больше {max} ответов',
      many: 'Выберите не больше {max} ответов',
      other: 'Выберите не больше {max} ответа',
    },
  },
  'error.min': 'Введите {min} или больше',
  'error.max': 'Введите {max} или меньше',
  'error.min_date': 'Самое раннее: {min}',
  'error.max_date': 'Самое позднее: {max}',
  'error.step': 'Введите число, кратное {step}',
  'error.digits': 'Напишите без цифр',
  'error.pattern': 'Похоже на опечатку. Проверьте, пожалуйста, ещё раз.',
  'error.check': 'Такой ответ не подходит. Проверьте, пожалуйста, ещё раз.',
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
  'element.rank': 'Выбирайте по порядку, начиная с самого важного',
  'element.other': 'Ваш вариант',
  'element.from': 'От',
  'element.to': 'До',
  'element.terms': 'Полный текст (в новой вкладке)',
  'element.website': 'Оставьте это поле пустым',
};
