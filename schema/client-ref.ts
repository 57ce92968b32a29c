import type { ClientRecord } from '../server/clients/client-record.ts'
import { clientsByIds } from '../server/clients/read-clients.ts'
import { builder } from './builder.ts'
import type { Context } from './context.ts'
import { memberOf } from './member.ts'
import { loaderOf } from './request-cache.ts'

/** Declared here and given its fields in client.ts: rows and clients name each other. */
export const Client = builder.objectRef<ClientRecord>('Client')

/** The client with this id; null when the viewer's organization has none. */
export const clientOf = (context: Context, id: number): Promise<ClientRecord | null> =>
  loaderOf(context, 'clients', (ids: readonly number[]) => clientsByIds(context.em, memberOf(context), ids)).load(id)
