import { useState } from 'preact/hooks'
import { Button } from '../../components/button.tsx'
import { MessageBar } from '../../components/message-bar.tsx'
import './secret-once.css'

/** The secret of a new key: shown this once, as the server keeps only a hash of it. Props: `name`, `secret`, `onDone`. */
export function SecretOnce({
  name,
  secret,
  onDone,
}: {
  readonly name: string
  readonly secret: string
  readonly onDone: () => void
}) {
  const [copied, setCopied] = useState<boolean | null>(null)
  const copy = () =>
    navigator.clipboard.writeText(secret).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  return (
    <MessageBar
      tone="good"
      title={`The key “${name}” is made.`}
      actions={
        <>
          <Button size="small" kind="primary" onClick={() => void copy()}>
            {copied ? 'Copied' : 'Copy'}
          </Button>
          <Button size="small" onClick={onDone}>
            I have it
          </Button>
        </>
      }
    >
      Copy it now: it is not shown again.
      <code class="secret-once">{secret}</code>
      {copied === false && ' This browser does not let the page copy: select the text and copy it.'}
    </MessageBar>
  )
}
