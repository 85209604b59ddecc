import admin from './fr/admin.json'
import cases from './fr/cases.json'
import common from './fr/common.json'
import compare from './fr/compare.json'
import desk from './fr/desk.json'
import flows from './fr/flows.json'
import integrations from './fr/integrations.json'
import log from './fr/log.json'
import salesforce from './fr/salesforce.json'
import sessions from './fr/sessions.json'
import simulator from './fr/simulator.json'
import statistics from './fr/statistics.json'
import supervisor from './fr/supervisor.json'
import templates from './fr/templates.json'

export default {
  ...common,
  ...cases,
  ...integrations,
  ...compare,
  ...templates,
  ...log,
  ...admin,
  ...salesforce,
  ...sessions,
  ...flows,
  ...desk,
  ...supervisor,
  ...simulator,
  ...statistics,
}
