/** The door of GraphiQL: signs in, keeps the session fresh, and hands its token to every request of this page. */
const endpoint = '/graphql'
const settings = JSON.parse(document.getElementById('settings').content)
const element = id => document.getElementById(id)
const plainFetch = window.fetch.bind(window)
const stored = 'moatmetrics.session'

/** @type {{accessToken: string, refreshToken: string, expiresAt: string} | null} */
let session = JSON.parse(sessionStorage.getItem(stored) ?? 'null')
let refreshing = null

function keep(next) {
  session = next
  if (next) sessionStorage.setItem(stored, JSON.stringify(next))
  else sessionStorage.removeItem(stored)
}

async function send(query, variables, token) {
  const headers = { 'content-type': 'application/json', accept: 'application/json' }
  if (token) headers.authorization = `Bearer ${token}`
  const response = await plainFetch(endpoint, { method: 'POST', headers, body: JSON.stringify({ query, variables }) })
  return await response.json()
}

const sessionFields = '... on Session { accessToken refreshToken expiresAt }'

/** The access token, renewed half a minute before it expires. A refresh token works once, so callers share one renewal. */
async function token() {
  if (!session) return null
  if (Date.parse(session.expiresAt) - Date.now() > 30_000) return session.accessToken
  refreshing ??= send(
    `mutation ($token: String!) { refreshSession(refreshToken: $token) { __typename ${sessionFields} } }`,
    { token: session.refreshToken },
  ).finally(() => {
    refreshing = null
  })
  const result = (await refreshing).data?.refreshSession
  if (result?.__typename !== 'Session') {
    keep(null)
    location.reload()
    return null
  }
  keep(result)
  return result.accessToken
}

// GraphiQL fetches by itself: its requests get the token here, unless its headers editor says otherwise.
window.fetch = async (input, init = {}) => {
  const address = new URL(input instanceof Request ? input.url : input, location.href)
  if (address.origin !== location.origin || address.pathname !== endpoint) return plainFetch(input, init)
  const headers = new Headers(init.headers ?? (input instanceof Request ? input.headers : undefined))
  const fresh = await token()
  if (fresh && !headers.has('authorization') && !headers.has('x-api-key'))
    headers.set('authorization', `Bearer ${fresh}`)
  return plainFetch(input, { ...init, headers })
}

async function signIn(email, password) {
  const { data, errors } = await send(
    `mutation ($input: SignInInput!) {
      signIn(input: $input) { __typename ${sessionFields} ... on InvalidCredentials { message } ... on TooManyAttempts { message } }
    }`,
    { input: { email, password } },
  )
  const result = data?.signIn
  if (result?.__typename !== 'Session') {
    element('problem').textContent = result?.message ?? errors?.[0]?.message ?? 'Signing in failed; try again'
    return
  }
  keep(result)
  await open()
}

function loadScript(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script')
    Object.assign(script, { src: address, onload: resolve, onerror: reject })
    document.head.append(script)
  })
}

async function open() {
  const { data } = await send('{ viewer { email role organization { name } } }', {}, await token())
  if (!data?.viewer?.organization) {
    keep(null)
    return
  }
  element('door').hidden = true
  element('bar').hidden = false
  element('who').textContent =
    `${data.viewer.email}, ${data.viewer.role.toLowerCase()} of ${data.viewer.organization.name}`
  element('graphiql').hidden = false
  const sheet = document.createElement('link')
  Object.assign(sheet, { rel: 'stylesheet', href: '/graphql/assets/graphiql.css' })
  document.head.append(sheet)
  const workerOf = { json: 'json', graphql: 'graphql' }
  window.MonacoEnvironment = {
    globalAPI: false,
    getWorkerUrl: (_module, label) => `/graphql/assets/${workerOf[label] ?? 'editor'}.worker.js`,
  }
  await loadScript('/graphql/assets/graphiql.js')
  window.YogaGraphiQL.renderYogaGraphiQL(element('graphiql'), {
    endpoint,
    title: 'MoatMetrics',
    defaultQuery: settings.defaultQuery,
    credentials: 'omit',
  })
}

element('sign-in').addEventListener('submit', event => {
  event.preventDefault()
  const form = new FormData(event.target)
  signIn(form.get('email'), form.get('password'))
})

element('sign-out').addEventListener('click', async () => {
  await send('mutation { signOut }', {}, await token())
  keep(null)
  location.reload()
})

for (const { email, password, role } of settings.demo ?? []) {
  const button = document.createElement('button')
  button.type = 'button'
  button.textContent = `${email} (${role.toLowerCase()})`
  button.addEventListener('click', () => signIn(email, password))
  const item = document.createElement('li')
  item.append(button)
  element('demo').querySelector('ul').append(item)
  element('demo').hidden = false
}

if (session) await open()
