import { useEffect, useRef, useState } from 'preact/hooks'
import { Button, IconButton } from '../components/button.tsx'
import { ProblemBar } from '../components/message-bar.tsx'
import { Spinner } from '../components/progress.tsx'
import { Toasts } from '../components/toast.tsx'
import { personOf, useApp } from '../data/app-context.ts'
import { forgetAnswers } from '../data/use-query.ts'
import { Icon } from '../icons/icon.tsx'
import { askIcon, explainIcon, overviewIcon, refreshIcon, reviewsIcon, tableIcon, uploadIcon } from '../icons/icons.ts'
import { Brand } from '../shell/brand.tsx'
import { SignInForm } from '../sign-in/sign-in-form.tsx'
import { useSeat } from './pane-seat.ts'
import { openView, type PaneView, paneView } from './pane-view.ts'
import { ViewOutlet } from './view-outlet.tsx'
import './pane.css'

const tabs: readonly { readonly view: PaneView; readonly label: string; readonly icon: string }[] = [
  { view: 'home', label: 'Home', icon: overviewIcon },
  { view: 'upload', label: 'Upload', icon: uploadIcon },
  { view: 'insert', label: 'Insert', icon: tableIcon },
  { view: 'explain', label: 'Explain', icon: explainIcon },
  { view: 'ask', label: 'Ask', icon: askIcon },
  { view: 'refresh', label: 'Refresh', icon: refreshIcon },
  { view: 'reviews', label: 'Reviews', icon: reviewsIcon },
]

const settingsIcon = 'M3 6h7M14 6h3M12 4v4M3 14h3M10 14h7M8 12v4'

/**
 * The task pane: sign-in, navigation and one view at a time. What was entered stays while somebody signs in again.
 * Props: `onStarted`, once the session of before was taken up or could not be.
 */
export function Pane({ onStarted }: { readonly onStarted?: () => void }) {
  const app = useApp()
  const seat = useSeat()
  const [state, setState] = useState<'starting' | 'signed-out' | 'ended' | 'signed-in'>('starting')
  const [error, setError] = useState<unknown>(null)
  const was = useRef(false)

  const entering = useRef<Promise<void> | null>(null)
  /** Once at a time: whoever signs in and whoever switches the organization both come by here. */
  const enter = () => {
    entering.current ??= enterNow().finally(() => {
      entering.current = null
    })
    return entering.current
  }
  const enterNow = async () => {
    setError(null)
    await app.refreshViewer()
    was.current = true
    seat.watch()
    setState('signed-in')
  }
  const start = async () => {
    setError(null)
    try {
      if ((await app.session.resume()) === 'signed-in') await enter()
      else setState('signed-out')
    } catch (failure) {
      setError(failure)
    }
  }
  useEffect(() => {
    void start().finally(onStarted)
    return app.session.watch(next => {
      if (next === 'signed-in') {
        if (!was.current) return
        setState('starting')
        void enter().catch(setError)
        return
      }
      forgetAnswers()
      setState(before => (before === 'signed-in' ? 'ended' : before))
    })
  }, [])

  const viewer = app.viewer.value
  const mustSetUp = viewer?.mustSetUpSecondFactor ?? false
  const signedIn = state === 'signed-in' && !mustSetUp
  return (
    <div class="pane">
      <header class="pane-head">
        <Brand />
        {signedIn && (
          <IconButton
            label="Settings and help"
            icon={settingsIcon}
            aria-current={paneView.value === 'settings' ? 'page' : undefined}
            onClick={() => openView('settings')}
          />
        )}
      </header>
      {signedIn && <Tabs />}
      {error !== null && (
        <div class="pane-body">
          <ProblemBar error={error} onRetry={() => void start()} onSignIn={() => setState('signed-out')} />
        </div>
      )}
      {state === 'starting' && error === null && (
        <div class="pane-body">
          <Spinner label="Opening MoatMetrics" />
        </div>
      )}
      {(state === 'signed-out' || state === 'ended') && (
        <main class="pane-body">
          <h1 class="pane-title">Sign in</h1>
          <SignInForm ended={state === 'ended'} onSignedIn={() => enter().catch(setError)} />
          {/* Providers refuse to be shown in a frame, which the pane is. */}
          {app.settings.oidc && (
            <p class="small quiet">
              Signing in with {app.settings.oidc.label} works in the browser, not inside Excel: use address and password
              here. If you have no password, whoever runs the server can set one for you.
            </p>
          )}
        </main>
      )}
      {state === 'signed-in' && mustSetUp && (
        <main class="pane-body">
          <h1 class="pane-title">One step is missing</h1>
          <p>
            Your organization asks for a second factor, and you have none yet. Set it up{' '}
            <a href="/" target="_blank" rel="noreferrer">
              in the browser
            </a>
            , then go on here.
          </p>
          <Button kind="primary" onClick={() => void enter().catch(setError)}>
            I have set it up
          </Button>
        </main>
      )}
      {was.current && viewer && !mustSetUp && (
        <main class="pane-body" hidden={!signedIn} key={personOf(viewer)}>
          <ViewOutlet />
        </main>
      )}
      <Toasts />
    </div>
  )
}

function Tabs() {
  return (
    <nav class="pane-nav" aria-label="Views">
      {tabs.map(({ view, label, icon }) => (
        <button
          key={view}
          type="button"
          class="pane-nav-item"
          aria-current={paneView.value === view ? 'page' : undefined}
          onClick={() => openView(view)}
        >
          <Icon of={icon} />
          {label}
        </button>
      ))}
    </nav>
  )
}
