import { MessageBar } from '../components/message-bar.tsx'
import { Brand } from '../shell/brand.tsx'
import { ProviderChoice } from './provider-choice.tsx'
import { SignInForm } from './sign-in-form.tsx'

/** The page for people who are not signed in. Props: `onSignedIn`; `notice`: why they were not let in another way. */
export function SignInPage({
  notice = null,
  onSignedIn,
}: {
  readonly notice?: string | null
  readonly onSignedIn: () => void
}) {
  return (
    <main class="sign-in-page">
      <div class="sign-in-box">
        <header>
          <Brand />
          <h1>Sign in</h1>
          <p class="quiet">Which clients make money, which licenses nobody uses, and why. On your own server.</p>
        </header>
        {notice !== null && <MessageBar tone="bad">{notice}</MessageBar>}
        <SignInForm onSignedIn={onSignedIn} otherWays={<ProviderChoice />} />
      </div>
    </main>
  )
}
