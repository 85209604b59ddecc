import admin from './en/admin.json'
import cases from './en/cases.json'
import common from './en/common.json'
import compare from './en/compare.json'
import desk from './en/desk.json'
import flows from './en/flows.json'
import integrations from './en/integrations.json'
import log from './en/log.json'
import salesforce from './en/salesforce.json'
import sessions from './en/sessions.json'
import simulator from './en/simulator.json'
import statistics from './en/statistics.json'
import supervisor from './en/supervisor.json'
import templates from './en/templates.json'

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
