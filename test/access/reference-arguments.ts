/** An enum value in arguments that are otherwise plain objects. */
export const word = (name: string) => ({ word: name }) as const

const explained = { metric: 'revenue', period: { named: '2026-06' }, against: word('PREVIOUS_PERIOD') }
const sheet = { dataset: word('CLIENTS'), header: ['name'], rows: [['x']], dryRun: true }

/**
 * Arguments with which a root field can be used; the place that names something is put into them. `clear`: what goes
 * away because the place stands for it.
 */
export const baseArguments: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'Query.metrics': { query: { metrics: ['revenue', 'hours'] } },
  'Query.explain': { input: explained },
  'Query.metricValues': { keys: [{ metric: 'revenue', period: 'ALL' }] },
  'Query.ask': { question: 'revenue by client' },
  'Query.askMany': { questions: ['revenue by client'] },
  'Query.auditVerification': { anchor: { seq: 1 } },
  'Mutation.assignReviewTask': { input: { id: 'nothing' } },
  'Mutation.changeRole': { role: word('VIEWER') },
  'Mutation.commentOnReviewTask': { id: 'nothing', comment: 'x' },
  'Mutation.correctRows': { input: { snapshot: 'nothing', rows: [], dryRun: true } },
  'Mutation.decideAskTerm': { version: 1, verdict: word('APPROVE') },
  'Mutation.decideReviewTask': { input: { id: 'nothing', version: 1, decision: word('APPROVE') } },
  'Mutation.defineMetric': { input: { key: 'tried_metric', name: 'Tried', formula: 'revenue' } },
  'Mutation.eraseSubject': { dryRun: true },
  'Mutation.proposeAskTerm': { input: { kind: word('CLIENT'), term: 'tried term', meaning: 'Acme Dental' } },
  'Mutation.revertSnapshot': { reason: 'x' },
  'Mutation.runAnalysis': { input: {} },
  'Mutation.saveQuery': { input: { name: 'Tried', query: { metrics: ['revenue', 'hours'] } } },
  'Mutation.setPolicy': { key: 'review' },
  'Mutation.setTarget': { input: { metric: 'revenue', value: 1 } },
  'Mutation.uploadRows': { input: sheet },
  'Mutation.uploadSnapshot': { input: { dataset: word('CLIENTS'), file: word('$file'), dryRun: true } },
}

/** What else has to be there for a place, or another metric where the facts of revenue do not have the dimension. */
export const baseForPlace = (place: string): Readonly<Record<string, unknown>> => {
  const [root, field] = place.split('.')
  const base = baseArguments[`${root}.${field}`] ?? {}
  const metric = /products|vendors|keys\.product/.test(place)
    ? 'license_cost'
    : /staff|teams|projects|workTypes/.test(place)
      ? 'hours'
      : null
  const text = metric === null ? base : JSON.parse(JSON.stringify(base).replace(/"revenue"(,"hours")?/, `"${metric}"`))
  if (/having\.metric$/.test(place)) return merged(text, place, { op: word('GT'), value: 0 })
  if (/references\.client$/.test(place)) return merged(text, place, { name: 'x' })
  if (/explain\.input\.clientId$/.test(place))
    return { input: { ...explained, against: word('CLIENT'), where: { clients: ['Acme Dental'] } } }
  return text
}

/** The arguments with more beside the last step of a place, in the list or object that it is of. */
function merged(base: Record<string, unknown>, place: string, more: object): Record<string, unknown> {
  const steps = place.split('.').slice(2, -1)
  const copy = structuredClone(base)
  let at = copy as Record<string, unknown>
  for (const step of steps) {
    at[step] ??= {}
    at = at[step] as Record<string, unknown>
  }
  Object.assign(at, more)
  return copy
}
