import common from '@shared/i18n/pl/common.json'
import console from '@shared/i18n/pl/console.json'
import sessions from '@shared/i18n/pl/sessions.json'

export default { ...common, ...sessions, ...console }
