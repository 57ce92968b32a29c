import { randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { boundSecret } from '../../accounts/identities/bound-secret.ts'
import { admitPerson, beginSignIn, endSignIn } from '../../accounts/identities/provider-sign-in.ts'
import type { Exchange } from '../exchange.ts'
import type { Handling } from '../handle-request.ts'
import type { Caller } from '../request-context.ts'
import { callerRoute, type Route } from '../route.ts'
import { answerProblem } from './problem-page.ts'
import { createProvider, type Ties } from './provider.ts'
import { failureForLog } from './provider-failure.ts'
import { publicAddress } from './public-address.ts'
import { browserOf, signInCookie } from './sign-in-cookie.ts'
import { problemOf, SignInFailed } from './sign-in-problem.ts'

const START = '/auth/oidc/start'
const CALLBACK = '/auth/oidc/callback'

/**
 * Signing in with an OpenID Connect provider: GET /auth/oidc/start sends the browser there, and it comes back to GET
 * /auth/oidc/callback, which sends it on to the page with a one-time code. The page exchanges that by the mutation
 * `completeSignIn`; no token is ever part of an address. No routes where no provider is set up.
 */
export function oidcRoutes({ services, clock, log }: Handling): readonly Route[] {
  const { accounts, config } = services
  const { oidcIssuer: issuer, oidcClientId: clientId, oidcClientSecret: clientSecret, oidcLabel: label } = config
  if (issuer === null || clientId === null) return []
  const provider = createProvider({ issuer, clientId, clientSecret }, clock)

  async function start(exchange: Exchange, { now }: Caller): Promise<void> {
    const { req, res, url, sender } = exchange
    const here = publicAddress(config, req)
    // The cookie must be one of the address that the provider sends the browser back to. Once: a proxy may hide it.
    if (sender.host !== here.host && !url.searchParams.has('again')) return goTo(res, `${here.origin}${START}?again=1`)
    const browser = browserOf(req.headers) ?? randomBytes(32).toString('base64url')
    const state = await beginSignIn(accounts, browser, now)
    const address = await provider.address(tiesOf(browser, state), `${here.origin}${CALLBACK}`)
    res.setHeader('Set-Cookie', signInCookie(browser, here.protocol === 'https:'))
    goTo(res, address.href)
  }

  async function callback(exchange: Exchange, { viewer, now, later }: Caller): Promise<void> {
    const { req, res, url } = exchange
    const browser = browserOf(req.headers)
    const states = url.searchParams.getAll('state')
    const [state = ''] = states
    if (browser === null || states.length !== 1 || !(await endSignIn(accounts, { state, browser }, now)))
      throw new SignInFailed('NOT_BEGUN_HERE')
    const current = new URL(`${CALLBACK}${url.search}`, publicAddress(config, req))
    const person = await provider.person(current, tiesOf(browser, state))
    const admitted = await admitPerson(accounts, { person, browser, origin: viewer.origin }, now)
    if (admitted.type === 'Refused') {
      later(admitted.recordRefusal)
      throw new SignInFailed(problemOf(admitted.reason))
    }
    goTo(res, `/#/signed-in?code=${admitted.code}`)
  }

  const answering =
    (answer: (exchange: Exchange, caller: Caller) => Promise<void>) => async (exchange: Exchange, caller: Caller) => {
      try {
        await answer(exchange, caller)
      } catch (error) {
        if (!(error instanceof SignInFailed)) throw error
        const { res, requestId } = exchange
        log.warn({ requestId, ...failureForLog(error) }, 'signing in with the provider failed')
        services.telemetry.note({ type: 'signIn', by: 'PROVIDER', outcome: error.problem })
        answerProblem(res, error.problem, label, requestId)
      }
    }
  return [callerRoute(['GET'], START, answering(start)), callerRoute(['GET'], CALLBACK, answering(callback))]
}

const tiesOf = (browser: string, state: string): Ties => ({
  state,
  nonce: boundSecret(browser, state, 'nonce'),
  verifier: boundSecret(browser, state, 'verifier'),
})

const goTo = (res: ServerResponse, location: string): void => {
  res.writeHead(303, { location }).end()
}
