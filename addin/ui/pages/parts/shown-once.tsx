import type { ComponentChildren } from 'preact'
import { Button } from '../../components/button.tsx'
import { MessageBar } from '../../components/message-bar.tsx'
import { CopyButton } from './copy-button.tsx'
import './shown-once.css'

/** A secret that is shown this once, as the server keeps only a hash of it. Props: `title`, `secret`, `children` (what to do with it), `onDone`. */
export function ShownOnce({
  title,
  secret,
  children,
  onDone,
}: {
  readonly title: string
  readonly secret: string
  readonly children: ComponentChildren
  readonly onDone: () => void
}) {
  return (
    <MessageBar
      tone="good"
      title={title}
      actions={
        <>
          <CopyButton text={secret} primary />
          <Button size="small" onClick={onDone}>
            I have it
          </Button>
        </>
      }
    >
      {children}
      <code class="shown-once">{secret}</code>
    </MessageBar>
  )
}
