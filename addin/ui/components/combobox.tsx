import { useEffect, useRef, useState } from 'preact/hooks'
import { Field, type FieldProps } from './field.tsx'
import type { Option } from './select.tsx'
import './combobox.css'

/**
 * One of many, found by typing. Props: those of Field; `value` (label of what is chosen, "" for none), `search(text,
 * signal)` answers options (clients by name, say), `onSelect(option | null)`, `placeholder`. Arrow keys, Enter, Esc.
 */
export function Combobox({
  value,
  search,
  onSelect,
  placeholder,
  ...field
}: FieldProps & {
  readonly value: string
  readonly search: (text: string, signal: AbortSignal) => Promise<readonly Option[]>
  readonly onSelect: (option: Option | null) => void
  readonly placeholder?: string
}) {
  const [text, setText] = useState(value)
  const [options, setOptions] = useState<readonly Option[] | null>(null)
  const [active, setActive] = useState(-1)
  const [open, setOpen] = useState(false)
  const pending = useRef<AbortController | null>(null)
  useEffect(() => setText(value), [value])
  useEffect(() => () => pending.current?.abort(), [])

  const look = (sought: string) => {
    pending.current?.abort()
    const controller = new AbortController()
    pending.current = controller
    setOpen(true)
    // A short wait, so that typing does not ask for every letter.
    setTimeout(async () => {
      if (controller.signal.aborted) return
      const found = await search(sought, controller.signal).catch(() => [])
      if (controller.signal.aborted) return
      setOptions(found)
      setActive(found.length > 0 && sought !== '' ? 0 : -1)
    }, 150)
  }
  const choose = (option: Option | null) => {
    setOpen(false)
    setText(option?.label ?? '')
    onSelect(option)
  }
  const leave = () => {
    setOpen(false)
    setText(value)
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (!open) return look('')
      const count = options?.length ?? 0
      if (count > 0) setActive((active + (event.key === 'ArrowDown' ? 1 : count - 1)) % count)
    } else if (event.key === 'Enter' && open) {
      event.preventDefault()
      const option = options?.[active]
      if (option) choose(option)
      else if (text === '') choose(null)
    } else if (event.key === 'Escape' && open) {
      event.preventDefault()
      leave()
    }
  }
  return (
    <Field {...field}>
      {attributes => (
        <div class="combobox">
          <input
            {...attributes}
            class="input"
            role="combobox"
            autocomplete="off"
            spellcheck={false}
            aria-expanded={open}
            aria-autocomplete="list"
            aria-controls={`${attributes.id}-list`}
            aria-activedescendant={open && active >= 0 ? `${attributes.id}-${active}` : undefined}
            placeholder={placeholder}
            value={text}
            onInput={event => {
              setText(event.currentTarget.value)
              look(event.currentTarget.value)
            }}
            onClick={() => open || look('')}
            onKeyDown={press}
            onBlur={() => (text === '' && value !== '' ? choose(null) : leave())}
          />
          <div
            id={`${attributes.id}-list`}
            class="combobox-list"
            role="listbox"
            aria-label={field.label}
            hidden={!open}
          >
            {options?.map((option, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the input
              <div
                key={option.value}
                id={`${attributes.id}-${index}`}
                class="combobox-option"
                role="option"
                tabIndex={-1}
                aria-selected={index === active}
                onMouseDown={event => event.preventDefault()}
                onClick={() => choose(option)}
              >
                {option.label}
              </div>
            ))}
            {options?.length === 0 && (
              <div class="combobox-none" role="option" tabIndex={-1} aria-selected="false" aria-disabled="true">
                Nothing found
              </div>
            )}
          </div>
        </div>
      )}
    </Field>
  )
}
