import type { ComponentChildren } from 'preact'
import { CopyButton } from '../parts/copy-button.tsx'
import { QrCode } from './qr-code.tsx'
import '../parts/shown-once.css'

/** The secret of a second factor, to be scanned or typed into an app. Props: `secret`, `uri`, `children`: the first code. */
export function ShowSecret({
  secret,
  uri,
  children,
}: {
  readonly secret: string
  readonly uri: string
  readonly children: ComponentChildren
}) {
  return (
    <div class="set-up">
      <QrCode text={uri} label="The secret, to be scanned; the same as text is beside it" />
      <div class="page-stack">
        <p>
          Scan this with an authenticator app: any that knows time-based codes (TOTP), as those of password managers do.
        </p>
        <div>
          <p>Or type the secret:</p>
          <code class="shown-once">{secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
          <CopyButton text={secret} label="Copy the secret" />
        </div>
        {children}
      </div>
    </div>
  )
}
