import { Brand } from '../shell/brand.tsx'
import { SignInForm } from './sign-in-form.tsx'

/** The page for people who are not signed in. Props: `onSignedIn`. */
export function SignInPage(props: { readonly onSignedIn: () => void }) {
  return (
    <main class="sign-in-page">
      <div class="sign-in-box">
        <header>
          <Brand />
          <h1>Sign in</h1>
          <p class="quiet">Which clients make money, which licenses nobody uses, and why. On your own server.</p>
        </header>
        <SignInForm {...props} />
      </div>
    </main>
  )
}
