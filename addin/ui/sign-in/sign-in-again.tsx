import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { ProblemBar } from '../components/message-bar.tsx'
import { Brand } from '../shell/brand.tsx'
import { ProviderChoice } from './provider-choice.tsx'
import { SignInForm } from './sign-in-form.tsx'

/**
 * Covers the page of a session that has ended, so that it can go on as it was left, half-filled forms and open dialogs
 * included. The browser gives the focus back when it closes. Props: `onSignedIn`,
 * which reads who it is.
 */
export function SignInAgain({ onSignedIn }: { readonly onSignedIn: () => Promise<void> }) {
  const [error, setError] = useState<unknown>(null)
  const id = useId()
  const element = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = element.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])
  const goOn = () => {
    setError(null)
    onSignedIn().catch(setError)
  }
  return (
    <dialog ref={element} class="sign-in-again" aria-labelledby={id} onCancel={event => event.preventDefault()}>
      <div class="sign-in-box">
        <header>
          <Brand />
          <h1 id={id}>Sign in</h1>
        </header>
        {error !== null && <ProblemBar error={error} onRetry={goOn} />}
        <SignInForm ended onSignedIn={goOn} otherWays={<ProviderChoice losing />} />
      </div>
    </dialog>
  )
}
