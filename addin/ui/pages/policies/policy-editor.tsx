import { useState } from 'preact/hooks'
import type { PolicyVersionFragment } from '../../../api/operations/policies.gen.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { ProblemBar } from '../../components/message-bar.tsx'
import { TextInput } from '../../components/text-input.tsx'
import { PolicyFieldInput } from './policy-field-input.tsx'
import { fieldsOfPolicy } from './policy-fields.ts'
import { policySentences, policyTitles } from './policy-sentences.ts'

/**
 * Changes a policy: what is often changed by fields, everything as JSON, and what it will say in sentences before it is
 * stored. The server checks it. Props: `policy`, `metrics`, `onClose`, `onSave` (may reject).
 */
export function PolicyEditor({
  policy,
  metrics,
  onClose,
  onSave,
}: {
  readonly policy: PolicyVersionFragment
  readonly metrics: readonly { readonly key: string; readonly name: string }[]
  readonly onClose: () => void
  readonly onSave: (value: unknown) => Promise<void>
}) {
  const [text, setText] = useState(JSON.stringify(policy.value, null, 2))
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const value = parsed(text)
  const nameOf = (key: string) => metrics.find(metric => metric.key === key)?.name ?? key
  const fields = fieldsOfPolicy(policy.key)
  const save = async () => {
    setBusy(true)
    setError(null)
    await onSave(value).catch(setError)
    setBusy(false)
  }
  const set = (path: readonly string[], part: unknown) => setText(JSON.stringify(withPart(value, path, part), null, 2))
  return (
    <Dialog
      title={`Change: ${policyTitles[policy.key] ?? policy.key}`}
      open
      size="large"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" busy={busy} disabled={value === null} onClick={() => void save()}>
            Store as version {policy.version + 1}
          </Button>
        </>
      }
    >
      <div class="page-stack">
        {error !== null && <ProblemBar error={error} />}
        {value !== null &&
          fields.map(field => (
            <PolicyFieldInput
              key={field.path.join('.')}
              field={field}
              value={partOf(value, field.path)}
              onChange={part => set(field.path, part)}
            />
          ))}
        <details open={fields.length === 0}>
          <summary>All of it, as JSON</summary>
          <TextInput
            label="Policy"
            labelHidden
            lines={14}
            error={value === null ? 'This is not JSON yet: look for a missing comma or bracket.' : null}
            value={text}
            onInput={setText}
          />
        </details>
        {value !== null && (
          <section aria-live="polite">
            <h3>It will say</h3>
            <ul>
              {policySentences(policy.key, value, nameOf).map(sentence => (
                <li class="list-line" key={sentence}>
                  {sentence}
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </Dialog>
  )
}

function parsed(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : null
  } catch {
    return null
  }
}

const partOf = (value: object, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (part, name) => (typeof part === 'object' && part !== null ? (part as Record<string, unknown>)[name] : undefined),
    value,
  )

function withPart(value: unknown, [name, ...rest]: readonly string[], part: unknown): unknown {
  if (name === undefined) return part
  const fields = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  return { ...fields, [name]: withPart(fields[name], rest, part) }
}
