/**
 * Arguments for every root field, so that tests can use each of them: a new field fails the tests until it stands
 * here. `ids` are of things that exist, by type.
 */
export const argumentsOf: Readonly<Record<string, (ids: Readonly<Record<string, string>>) => string>> = {
  'Query.viewer': () => '',
  'Query.node': ids => `(id: "${ids.Client}")`,
  'Query.nodes': ids => `(ids: ${JSON.stringify(Object.values(ids))})`,
  'Query.clients': () => '(orderBy: {field: NAME})',
  'Query.client': ids => `(id: "${ids.Client}")`,
  'Query.datasets': () => '',
  'Query.snapshots': () => '',
  'Query.snapshot': ids => `(id: "${ids.Snapshot}")`,
  'Query.metricCatalog': () => '',
  'Query.metrics': () => '(query: {metrics: ["revenue", "hours"], groupBy: [CLIENT, MONTH]})',
  'Query.metricValues': ids => `(keys: [{metric: "revenue", client: "${ids.Client}", period: "ALL"}])`,
  'Query.apiKeys': () => '',
  'Query.uploadResult': ids => `(id: "${ids.Snapshot}")`,
  'Mutation.signIn': () => '(input: {email: "nobody@x.example", password: "nothing at all"})',
  'Mutation.refreshSession': () => '(refreshToken: "nothing")',
  'Mutation.signOut': () => '(everywhere: false)',
  'Mutation.uploadRows': () => '(input: {dataset: CLIENTS, header: ["name"], rows: [["New"]], dryRun: true})',
  'Mutation.uploadSnapshot': () => '(input: {dataset: CLIENTS, file: $file})',
  'Mutation.correctRows': ids => `(input: {snapshot: "${ids.Snapshot}", rows: [], dryRun: true})`,
  'Mutation.revertSnapshot': () => '(id: "nothing", reason: "test")',
  'Mutation.cancelUpload': ids => `(id: "${ids.Snapshot}")`,
  'Mutation.createApiKey': () => '(input: {name: "test"})',
  'Mutation.revokeApiKey': ids => `(id: "${ids.ApiKey}")`,
  'Mutation.defineMetric': () => '(input: {key: "test_metric", name: "Test", formula: "revenue / hours"})',
  'Mutation.retireMetric': () => '(key: "test_metric")',
  'Subscription.snapshotProgress': ids => `(id: "${ids.Snapshot}")`,
}
