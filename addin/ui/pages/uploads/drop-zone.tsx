import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Button } from '../../components/button.tsx'
import { Icon } from '../../icons/icon.tsx'
import { uploadIcon } from '../../icons/icons.ts'
import './drop-zone.css'

/** Where files are dropped, anywhere on the page, or picked by the button. Props: `onFiles`, `children`, `compact`. */
export function DropZone({
  onFiles,
  children,
  compact = false,
  label = 'Choose files',
}: {
  readonly onFiles: (files: readonly File[]) => void
  readonly children?: ComponentChildren
  readonly compact?: boolean
  readonly label?: string
}) {
  const input = useRef<HTMLInputElement>(null)
  const over = useFilesOver(onFiles)
  return (
    <div class={`drop-zone${over ? ' drop-zone-over' : ''}${compact ? ' drop-zone-compact' : ''}`}>
      {!compact && <Icon of={uploadIcon} size={28} />}
      <div class="drop-zone-words">{over ? 'Let go to open them here.' : children}</div>
      <Button
        kind={compact ? 'secondary' : 'primary'}
        icon={compact ? uploadIcon : ''}
        onClick={() => input.current?.click()}
      >
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept=".csv,.tsv,.txt,.xlsx"
        aria-label={label}
        onChange={event => {
          const files = [...(event.currentTarget.files ?? [])]
          event.currentTarget.value = ''
          if (files.length > 0) onFiles(files)
        }}
      />
    </div>
  )
}

/** Files dragged over the page are this page's business: the browser would open them instead. */
function useFilesOver(onFiles: (files: readonly File[]) => void): boolean {
  const [over, setOver] = useState(false)
  const taken = useRef(onFiles)
  taken.current = onFiles
  useEffect(() => {
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const enter = (event: DragEvent) => {
      if (!holdsFiles(event)) return
      event.preventDefault()
      setOver(true)
    }
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false)
    }
    const drop = (event: DragEvent) => {
      if (!holdsFiles(event)) return
      event.preventDefault()
      setOver(false)
      const files = [...(event.dataTransfer?.files ?? [])]
      if (files.length > 0) taken.current(files)
    }
    addEventListener('dragover', enter)
    addEventListener('dragleave', leave)
    addEventListener('drop', drop)
    return () => {
      removeEventListener('dragover', enter)
      removeEventListener('dragleave', leave)
      removeEventListener('drop', drop)
    }
  }, [])
  return over
}
