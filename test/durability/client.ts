/** What came back: `lost` where the connection ended before a whole answer was there. */
export type Answer = { readonly lost: true } | { readonly lost: false; readonly status: number; readonly body: Body }

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into by tests, which fail where they are not as expected
export type Body = any

async function answered(request: Promise<Response>): Promise<Answer> {
  try {
    const response = await request
    return { lost: false, status: response.status, body: await response.json() }
  } catch {
    return { lost: true }
  }
}

const authorization = (token: string | null): Record<string, string> =>
  token === null ? {} : { authorization: `Bearer ${token}` }

export const ask = (address: string, token: string | null, query: string, variables: object = {}): Promise<Answer> =>
  answered(
    fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...authorization(token) },
      body: JSON.stringify({ query, variables }),
    }),
  )

export const upload = (address: string, token: string, path: string, body: string): Promise<Answer> =>
  answered(
    fetch(`${address}/uploads/${path}`, {
      method: 'POST',
      headers: { ...authorization(token), 'x-file-name': 'sheet.csv' },
      body,
    }),
  )

/** The data of an answer that must have come without errors. */
export function dataOf(answer: Answer): Body {
  if (answer.lost) throw new Error('The answer was lost')
  if (answer.body.errors) throw new Error(JSON.stringify(answer.body.errors))
  return answer.body.data
}

const session = '__typename ... on Session { accessToken refreshToken }'

export const documents = {
  signIn: `mutation ($input: SignInInput!) { signIn(input: $input) { ${session} } }`,
  refresh: `mutation ($token: String!) { refreshSession(refreshToken: $token) { ${session} } }`,
  signOut: 'mutation { signOut }',
  policy: 'mutation ($key: String!, $value: JSON!) { setPolicy(key: $key, value: $value) { version } }',
  correct: `mutation ($input: CorrectRowsInput!) { correctRows(input: $input) { __typename
    ... on Snapshot { number acceptedCount } ... on InvalidFile { code message } } }`,
  revert: `mutation ($id: ID!) { revertSnapshot(id: $id, reason: "wrong file") { __typename
    ... on Snapshot { number } } }`,
  decide: `mutation ($input: DecideReviewTaskInput!) { decideReviewTask(input: $input) { __typename
    ... on ReviewTask { id status version } ... on VersionConflict { message } ... on NotAllowedToDecide { message } } }`,
  tasks: `query ($after: String) { reviewTasks(first: 100, after: $after) {
    nodes { id version status } pageInfo { hasNextPage endCursor } } }`,
  jobs: 'query { jobs(first: 500) { totalCount nodes { kind status error } } }',
} as const
