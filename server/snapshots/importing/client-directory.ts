import { closestNames } from '../../analytics/closest-names.ts'
import { hash53 } from '../../analytics/hash53.ts'
import { normalName } from '../../datasets/normal-name.ts'
import type { Db } from '../../db/tables.ts'
import type { ClientReference } from '../import-request.ts'

interface KnownClient {
  readonly id: number
  readonly rowKey: number
  readonly externalId: string | null
  readonly name: string
  readonly normalName: string
}

const MOST_FOUND = 10_000

/** The clients of an organization as a sheet may name them, and those that the sheet brings. */
export class ClientDirectory {
  readonly #byId = new Map<string, KnownClient>()
  readonly #byName = new Map<string, KnownClient[]>()
  readonly #byKey = new Map<number, KnownClient>()
  readonly #aliases = new Map<string, number>()
  readonly #names = new Map<number, string>()
  /** What cells were found to name: the same names stand in row after row. */
  readonly #found = new Map<string, number | 'AMBIGUOUS' | null>()
  #nextId: number
  /** Identities that the sheet adds. */
  readonly newIds: number[] = []

  constructor(clients: readonly KnownClient[], aliases: Iterable<readonly [string, number]>, lastId: number) {
    for (const client of clients) this.#add(client)
    for (const [name, id] of aliases) if (this.#names.has(id)) this.#aliases.set(name, id)
    this.#nextId = lastId + 1
  }

  #add(client: KnownClient): void {
    this.#found.clear()
    this.#byKey.set(client.rowKey, client)
    this.#names.set(client.id, client.name)
    if (client.externalId !== null) this.#byId.set(client.externalId, client)
    const same = this.#byName.get(client.normalName)
    if (same) same.push(client)
    else this.#byName.set(client.normalName, [client])
  }

  /** The client that a cell names, by external id, name or alias; several: the name is ambiguous; none: unknown. */
  find(text: string): number | 'AMBIGUOUS' | null {
    const before = this.#found.get(text)
    if (before !== undefined) return before
    const found = this.#search(text)
    if (this.#found.size >= MOST_FOUND) this.#found.clear()
    this.#found.set(text, found)
    return found
  }

  #search(text: string): number | 'AMBIGUOUS' | null {
    const byId = this.#byId.get(text.trim())
    if (byId) return byId.id
    const name = normalName(text)
    const same = this.#byName.get(name) ?? []
    if (same.length > 1) return 'AMBIGUOUS'
    return same[0]?.id ?? this.#aliases.get(name) ?? null
  }

  nameOf(id: number): string | null {
    return this.#names.get(id) ?? null
  }

  /** Names that may have been meant, the likest first. */
  closest(text: string): string[] {
    return closestNames(text, this.#names.values())
  }

  /**
   * The identity of a row of the client list: an id wins over an equal name; a row without id is the client of that
   * name, a row with a new id adopts a client of that name that has none yet. Unknown clients get a new identity.
   */
  identify(name: string, externalId: string | null): { id: number; rowKey: number; externalId: string | null } {
    const normal = normalName(name)
    const same = this.#byName.get(normal) ?? []
    const known =
      externalId === null
        ? same.length === 1
          ? same[0]
          : undefined
        : (this.#byId.get(externalId) ?? same.find(client => client.externalId === null))
    if (known) return { id: known.id, rowKey: known.rowKey, externalId: externalId ?? known.externalId }
    const rowKey = hash53(externalId === null ? `name:${normal}` : `id:${externalId}`)
    const brought = this.#byKey.get(rowKey)
    if (brought) return { id: brought.id, rowKey, externalId: externalId ?? brought.externalId }
    const id = this.#nextId++
    this.newIds.push(id)
    return { id, rowKey, externalId }
  }

  /** Makes a new client known to the rows that follow. */
  remember(id: number, rowKey: number, name: string, externalId: string | null): void {
    this.#add({ id, rowKey, externalId, name, normalName: normalName(name) })
  }
}

/** Reads the directory as it stands. References are what the uploader said about unknown names; they win over memory. */
export async function readClientDirectory(
  db: Db,
  organizationId: number,
  references: readonly ClientReference[],
): Promise<ClientDirectory> {
  const rows = await db
    .selectFrom('client_row')
    .select(['client_id', 'row_key', 'external_id', 'name', 'normal_name'])
    .where('organization_id', '=', organizationId)
    .where('superseded_by', 'is', null)
    .orderBy('client_id')
    .execute()
  const aliases = await db
    .selectFrom('client_alias')
    .select(['normal_name', 'client_id'])
    .where('organization_id', '=', organizationId)
    .execute()
  const last = await db
    .selectFrom('client')
    .select(eb => eb.fn.max('id').as('id'))
    .where('organization_id', '=', organizationId)
    .executeTakeFirst()
  return new ClientDirectory(
    rows.map(row => ({
      id: row.client_id,
      rowKey: row.row_key,
      externalId: row.external_id,
      name: row.name,
      normalName: row.normal_name,
    })),
    [
      ...aliases.map(alias => [alias.normal_name, alias.client_id] as const),
      ...references.map(reference => [normalName(reference.name), reference.clientId] as const),
    ],
    Number(last?.id ?? 0),
  )
}
