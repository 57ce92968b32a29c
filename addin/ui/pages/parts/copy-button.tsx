import { useState } from 'preact/hooks'
import { Button } from '../../components/button.tsx'

/** Copies a text. Where the browser does not let it, says so. Props: `text`, `label`, `primary`. */
export function CopyButton({
  text,
  label = 'Copy',
  primary = false,
}: {
  readonly text: string
  readonly label?: string
  readonly primary?: boolean
}) {
  const [copied, setCopied] = useState<boolean | null>(null)
  const copy = () => {
    // Pages over http, other than on this machine, have no clipboard.
    const written = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'))
    written.then(
      () => setCopied(true),
      () => setCopied(false),
    )
  }
  return (
    <>
      <Button size="small" kind={primary ? 'primary' : 'secondary'} onClick={copy}>
        {copied ? 'Copied' : label}
      </Button>
      {copied === false && (
        <span class="small" role="status">
          This browser does not let the page copy: select the text and copy it.
        </span>
      )}
    </>
  )
}
