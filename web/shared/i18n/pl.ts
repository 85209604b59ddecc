import admin from './pl/admin.json'
import cases from './pl/cases.json'
import common from './pl/common.json'
import compare from './pl/compare.json'
import desk from './pl/desk.json'
import flows from './pl/flows.json'
import integrations from './pl/integrations.json'
import log from './pl/log.json'
import salesforce from './pl/salesforce.json'
import sessions from './pl/sessions.json'
import simulator from './pl/simulator.json'
import statistics from './pl/statistics.json'
import supervisor from './pl/supervisor.json'
import templates from './pl/templates.json'

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
