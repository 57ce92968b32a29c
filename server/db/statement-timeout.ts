import type { Pool } from 'pg'
import { mayBeStopped } from './stop-signal.ts'
import { tellConnections } from './tell-connections.ts'

/**
 * Lets PostgreSQL itself end a statement of work that may be stopped after so many milliseconds, as nothing else ends
 * one that runs. Other work (jobs, imports, backups) takes what it takes.
 */
export const limitStatements = (pool: Pool, milliseconds: number): void =>
  tellConnections(pool, {
    initially: 0,
    wanted: () => (mayBeStopped() ? milliseconds : 0),
    tell: (client, limit) => client.query(`set statement_timeout = ${limit}`),
  })
