import { useEffect, useState } from 'preact/hooks'
import { completeSignIn } from '../../app/accounts/complete-sign-in.ts'
import { switchOrganization } from '../../app/accounts/switch-organization.ts'
import { problemOf } from '../../app/problem.ts'
import { ProblemBar } from '../components/message-bar.tsx'
import { Spinner } from '../components/progress.tsx'
import { Toasts, toast } from '../components/toast.tsx'
import { personOf, useApp } from '../data/app-context.ts'
import { forgetAnswers } from '../data/use-query.ts'
import { arrival, rememberedPlace } from '../router/arrival.ts'
import { navigate, place, type Route } from '../router/router.ts'
import { SignInAgain } from '../sign-in/sign-in-again.tsx'
import { SignInPage } from '../sign-in/sign-in-page.tsx'
import { Lazy } from './lazy.tsx'
import { LeaveDialog, type Leaving } from './leave-dialog.tsx'
import { Navigation } from './navigation.tsx'
import { PageOutlet } from './page-outlet.tsx'
import './shell.css'

/** Milliseconds after which coming back to the window asks whether the data has changed. */
const LOOK_AGAIN_AFTER = 15_000

/** The browser's frame around every page: sign-in, navigation, the page itself. Props: `routes`. */
export function Shell({ routes }: { readonly routes: readonly Route[] }) {
  const app = useApp()
  const [state, setState] = useState<'starting' | 'signed-out' | 'ended' | 'signed-in'>('starting')
  const [error, setError] = useState<unknown>(null)
  const [notice, setNotice] = useState<string | null>(null)
  const [leaving, setLeaving] = useState<Leaving | null>(null)

  const start = async () => {
    setError(null)
    try {
      if (arrival.value?.kind === 'provider') return await enterFromProvider(arrival.value.code)
      if ((await app.session.resume()) === 'signed-in') await enter()
      else setState('signed-out')
    } catch (failure) {
      setError(failure)
    }
  }
  const enter = async () => {
    await app.refreshViewer()
    setState('signed-in')
  }
  /** Back from the identity provider, with a code that is good once. */
  const enterFromProvider = async (code: string) => {
    arrival.value = null
    const outcome = await completeSignIn(app.session, code)
    if (outcome.kind === 'signed-in') {
      navigate(rememberedPlace(), { replace: true })
      return await enter()
    }
    setNotice(outcome.message)
    setState('signed-out')
  }
  /** Another session begins where this one was: nothing on the page is of it. */
  const goOnAnew = async () => {
    setState('starting')
    navigate('#/overview', { replace: true })
    await enter().catch(setError)
  }
  const switchTo = (id: string) =>
    switchOrganization(app.session, id).then(goOnAnew, failure => {
      const problem = problemOf(failure)
      if (problem) toast(`${problem.title}. ${problem.text}`)
    })
  const signOut = () => {
    void app.session.signOut().catch(() => {})
    setState('signed-out')
  }
  const leave = (next: Leaving) => (app.hasUnsaved() ? setLeaving(next) : next.go())
  useEffect(() => {
    void start()
    addEventListener('beforeunload', event => {
      if (app.hasUnsaved()) event.preventDefault()
    })
    app.onLeave(() => app.session.state === 'signed-out' && setState('signed-out'))
    return app.session.watch(next => {
      if (next === 'signed-in') return
      forgetAnswers()
      setState(before => (before === 'signed-in' ? 'ended' : before))
    })
  }, [])
  const { value: viewer } = app.viewer
  const mustSetUp = viewer?.mustSetUpSecondFactor ?? false
  useNews(state === 'signed-in' && !mustSetUp)

  const invited = arrival.value?.kind === 'invitation' ? arrival.value : null
  if (invited && state !== 'starting' && error === null)
    return (
      <Lazy
        load={loadInvitationPage}
        props={{
          token: invited.token,
          onJoined: () => {
            arrival.value = null
            void goOnAnew()
          },
          onLeave: () => {
            arrival.value = null
          },
        }}
      />
    )
  if (error !== null)
    return (
      <main class="shell-alone">
        <ProblemBar error={error} onRetry={() => void start()} onSignIn={() => setState('signed-out')} />
      </main>
    )
  if (state === 'starting')
    return (
      <main class="shell-alone">
        <Spinner label="Opening MoatMetrics" />
      </main>
    )
  if (state === 'signed-out' || viewer === null)
    return (
      <SignInPage
        notice={notice}
        onSignedIn={() => {
          setNotice(null)
          enter().catch(setError)
        }}
      />
    )
  if (mustSetUp && state === 'signed-in')
    return (
      <Lazy
        load={loadMustSetUpPage}
        props={{ onDone: () => void enter().catch(setError), onSignOut: () => setState('signed-out') }}
      />
    )
  return (
    <div class="shell" key={personOf(viewer)}>
      <button type="button" class="skip-link" onClick={() => document.getElementById('main')?.focus()}>
        Skip to content
      </button>
      <Navigation
        routes={routes}
        onSwitch={id => leave({ kind: 'switch', go: () => void switchTo(id) })}
        onSignOut={() => leave({ kind: 'sign-out', go: signOut })}
      />
      <main class="shell-main" id="main" tabIndex={-1}>
        <PageOutlet routes={routes} />
      </main>
      <Toasts />
      <LeaveDialog leaving={leaving} onStay={() => setLeaving(null)} />
      {state === 'ended' && <SignInAgain onSignedIn={enter} />}
    </div>
  )
}

const loadInvitationPage = async () => (await import('../sign-in/invitation-page.tsx')).InvitationPage
const loadMustSetUpPage = async () => (await import('../pages/account/must-set-up-page.tsx')).MustSetUpPage

/** Asks for the version of the data when the person comes back or goes elsewhere, so that pages show what is new. */
function useNews(signedIn: boolean): void {
  const { refreshViewer } = useApp()
  const { path } = place.value
  useEffect(() => {
    if (!signedIn) return
    const look = () => {
      if (document.visibilityState !== 'visible' || Date.now() - lookedAt < LOOK_AGAIN_AFTER) return
      lookedAt = Date.now()
      // What fails here fails visibly in the page's own requests.
      refreshViewer().catch(() => {})
    }
    look()
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [signedIn, path])
}
let lookedAt = Date.now()
