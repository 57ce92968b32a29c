import { z } from 'zod'
import { completeSignIn } from '../server/accounts/identities/provider-sign-in.ts'
import { builder } from './builder.ts'
import { SignInResult } from './session.ts'

builder.mutationField('completeSignIn', t =>
  t.field({
    type: SignInResult,
    description:
      'Opens the session of somebody who signed in with the OpenID Connect provider of this server, in the browser they did it in. GET /auth/oidc/start sends the browser to the provider; it comes back to /#/signed-in?code=…. No second factor is asked for: the provider sees to that.',
    authScopes: { public: true },
    complexity: 100,
    args: {
      code: t.arg.string({
        required: true,
        description: 'The code in the address of the page: good for a minute, once, in that browser.',
        validate: z.string().max(100),
      }),
    },
    resolve: async (_root, { code }, { accounts, telemetry, browser, viewer, now }) => {
      const tokens = await completeSignIn(accounts, { code, browser, origin: viewer.origin }, now)
      telemetry.note({ type: 'signIn', by: 'PROVIDER', outcome: tokens ? 'Session' : 'InvalidCode' })
      if (tokens) return { type: 'Session' as const, ...tokens }
      return {
        type: 'InvalidCredentials' as const,
        message:
          'Signing in: this sign-in was used already, is more than a minute old or of another browser; begin again',
      }
    },
  }),
)
