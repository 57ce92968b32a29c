import { datasets } from '../datasets/datasets.ts'
import { DEMO_PASSWORD, demoAccounts } from './demo-accounts.ts'

/** Three questions worth a look; each is a whole GraphQL document. */
export const demoQueries = {
  'Which clients make money, and which do not?': `{
  metrics(query: {
    metrics: ["revenue", "gross_profit", "gross_margin_pct"]
    groupBy: [CLIENT]
    period: { last: { count: 12, unit: MONTH } }
    orderBy: [{ metric: "gross_profit", direction: ASC }]
    first: 5
  }) { totalCount flatRows }
}`,
  'Where are licenses paid for and not used?': `{
  metrics(query: {
    metrics: ["license_waste", "license_utilization_pct"]
    groupBy: [CLIENT, PRODUCT]
    period: { last: { count: 3, unit: MONTH } }
    orderBy: [{ metric: "license_waste" }]
    first: 5
  }) { totalCount flatRows }
}`,
  'Who is overloaded, compared with a year ago?': `{
  metrics(query: {
    metrics: ["utilization_pct", "hours"]
    groupBy: [STAFF]
    period: { last: { count: 3, unit: MONTH } }
    compareTo: SAME_PERIOD_LAST_YEAR
    orderBy: [{ metric: "utilization_pct" }]
    first: 5
  }) { flatRows }
}`,
} as const

/**
 * What the demo says when it is ready: where it is, who may sign in, what to try. `authority` is the file of who signed
 * its certificate; null: it speaks http, or a certificate that everybody believes.
 */
export function demoWelcome(address: string, folder: string, authority: string | null): readonly string[] {
  const curl = authority === null ? 'curl -s' : `curl -s --cacert ${authority}`
  const excel = address.startsWith('https:')
    ? `sideload ${address === 'https://localhost:4000' ? 'manifest.xml' : `what "npm run --silent addin:manifest -- --origin ${address}" prints`}, see README`
    : 'npm run demo -- --https, as Excel needs https'

  const signIn = `{"query":"mutation { signIn(input: {email: \\"analyst@demo.example\\", password: \\"${DEMO_PASSWORD}\\"}) { ... on Session { accessToken } } }"}`
  return [
    `MoatMetrics is ready: the sample MSP, on this machine only. Ctrl+C ends it.`,
    '',
    `  Web page    ${address}/`,
    `  Excel       ${excel}`,
    `  GraphiQL    ${address}/graphql`,
    `  Uploads     POST ${address}/uploads/{${datasets.map(dataset => dataset.name).join('|')}}`,
    `  Templates   ${address}/templates/time_logs.xlsx (and .csv, for each dataset)`,
    `  Files       ${folder} (the sample as its tools exported it)`,
    '',
    `  Sign in with the password ${DEMO_PASSWORD} as`,
    ...demoAccounts.map(({ email, role }) => `    ${email.padEnd(22)} ${role.toLowerCase()}`),
    '',
    'From a shell:',
    `  TOKEN=$(${curl} ${address}/graphql -H 'content-type: application/json' -d '${signIn}' | grep -o '"accessToken":"[^"]*' | cut -d'"' -f4)`,
    `  ${curl} ${address}/graphql -H "authorization: Bearer $TOKEN" -H 'content-type: application/json' -d '{"query":"{ metrics(query: {metrics: [\\"revenue\\", \\"gross_profit\\"], groupBy: [CLIENT], first: 3}) { flatRows } }"}'`,
    `  ${curl} ${address}/uploads/time_logs -H "authorization: Bearer $TOKEN" -H 'x-file-name: november.csv' --data-binary @test/fixtures/readme/november.csv`,
    '',
    'To try in GraphiQL:',
    ...Object.entries(demoQueries).flatMap(([question, query]) => ['', `# ${question}`, query]),
    '',
  ]
}
