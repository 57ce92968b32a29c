import { clientHead } from '../../../api/operations/client.gen.ts'
import { clientSearch } from '../../../api/operations/clients.gen.ts'
import { Combobox } from '../../components/combobox.tsx'
import { useApp } from '../../data/app-context.ts'
import { useQuery } from '../../data/use-query.ts'

const OFFERED = 20

/** A client found by typing. Props: label, `id` of the chosen one or null, placeholder, `onChange(id)`. */
export function ClientField({
  label,
  id,
  placeholder,
  onChange,
}: {
  readonly label: string
  readonly id: string | null
  readonly placeholder: string
  readonly onChange: (id: string | null) => void
}) {
  const { api } = useApp()
  const head = useQuery(id === null ? null : clientHead, { id: id ?? '', contact: false }, { keepPrevious: false })
  return (
    <Combobox
      label={label}
      value={id === null ? '' : (head.data?.client?.name ?? '')}
      placeholder={placeholder}
      search={async (search, signal) => {
        const { clients } = await api.request(clientSearch, { search, first: OFFERED }, { signal })
        return clients.nodes.map(client => ({ value: client.id, label: client.name }))
      }}
      onSelect={option => onChange(option?.value ?? null)}
    />
  )
}
