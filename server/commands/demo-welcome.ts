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

/** What the demo says when it is ready: where it is, who may sign in, what to try. */
export function demoWelcome(address: string, folder: string): readonly string[] {
  const signIn = `{"query":"mutation { signIn(input: {email: \\"analyst@demo.example\\", password: \\"${DEMO_PASSWORD}\\"}) { ... on Session { accessToken } } }"}`
  return [
    `MoatMetrics is ready: the sample MSP, on this machine only. Ctrl+C ends it.`,
    '',
    `  GraphiQL    ${address}/graphql`,
    `  Uploads     POST ${address}/uploads/{${datasets.map(dataset => dataset.name).join('|')}}`,
    `  Templates   ${address}/templates/time_logs.xlsx (and .csv, for each dataset)`,
    `  Files       ${folder} (the sample as its tools exported it)`,
    '',
    `  Sign in with the password ${DEMO_PASSWORD} as`,
    ...demoAccounts.map(({ email, role }) => `    ${email.padEnd(22)} ${role.toLowerCase()}`),
    '',
    'From a shell:',
    `  TOKEN=$(curl -s ${address}/graphql -H 'content-type: application/json' -d '${signIn}' | grep -o '"accessToken":"[^"]*' | cut -d'"' -f4)`,
    `  curl -s ${address}/graphql -H "authorization: Bearer $TOKEN" -H 'content-type: application/json' -d '{"query":"{ metrics(query: {metrics: [\\"revenue\\", \\"gross_profit\\"], groupBy: [CLIENT], first: 3}) { flatRows } }"}'`,
    `  curl -s ${address}/uploads/time_logs -H "authorization: Bearer $TOKEN" -H 'x-file-name: november.csv' --data-binary @test/fixtures/readme/november.csv`,
    '',
    'To try in GraphiQL:',
    ...Object.entries(demoQueries).flatMap(([question, query]) => ['', `# ${question}`, query]),
    '',
  ]
}
