import common from '@shared/i18n/fr/common.json'
import console from '@shared/i18n/fr/console.json'
import sessions from '@shared/i18n/fr/sessions.json'

export default { ...common, ...sessions, ...console }
