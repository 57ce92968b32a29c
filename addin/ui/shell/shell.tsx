import { useEffect, useState } from 'preact/hooks'
import { ProblemBar } from '../components/message-bar.tsx'
import { Spinner } from '../components/progress.tsx'
import { Toasts } from '../components/toast.tsx'
import { personOf, useApp } from '../data/app-context.ts'
import { forgetAnswers } from '../data/use-query.ts'
import { place, type Route } from '../router/router.ts'
import { SignInAgain } from '../sign-in/sign-in-again.tsx'
import { SignInPage } from '../sign-in/sign-in-page.tsx'
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

  const start = async () => {
    setError(null)
    try {
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
  useEffect(() => {
    void start()
    app.onLeave(() => app.session.state === 'signed-out' && setState('signed-out'))
    return app.session.watch(next => {
      if (next === 'signed-in') return
      forgetAnswers()
      setState(before => (before === 'signed-in' ? 'ended' : before))
    })
  }, [])
  useNews(state === 'signed-in')

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
  const { value: viewer } = app.viewer
  if (state === 'signed-out' || viewer === null) return <SignInPage onSignedIn={() => enter().catch(setError)} />
  return (
    <div class="shell" key={personOf(viewer)}>
      <button type="button" class="skip-link" onClick={() => document.getElementById('main')?.focus()}>
        Skip to content
      </button>
      <Navigation routes={routes} onSignOut={() => setState('signed-out')} />
      <main class="shell-main" id="main" tabIndex={-1}>
        <PageOutlet routes={routes} />
      </main>
      <Toasts />
      {state === 'ended' && <SignInAgain onSignedIn={enter} />}
    </div>
  )
}

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
