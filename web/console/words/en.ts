import common from '@shared/i18n/en/common.json'
import console from '@shared/i18n/en/console.json'
import sessions from '@shared/i18n/en/sessions.json'

export default { ...common, ...sessions, ...console }
