import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { peerModule } from '../peer-module.ts'

/** The page's tables through PostGraphile. Arguments: the address of PostgreSQL, the schema. */
const [connectionString = '', schema = ''] = process.argv.slice(2)
const { postgraphile } = await peerModule<{
  postgraphile: (preset: object) => { createServ(grafserv: unknown): { addTo(server: unknown): Promise<void> } }
}>('postgraphile')
const { PostGraphileAmberPreset } = await peerModule<{ PostGraphileAmberPreset: object }>('postgraphile/presets/amber')
const { makePgService } = await peerModule<{ makePgService: (options: object) => object }>('postgraphile/adaptors/pg')
const { grafserv } = await peerModule<{ grafserv: unknown }>('postgraphile/grafserv/node')

const instance = postgraphile({
  extends: [PostGraphileAmberPreset],
  pgServices: [makePgService({ connectionString, schemas: [schema] })],
  grafserv: { watch: false, graphiql: false, graphqlPath: '/graphql' },
  grafast: { explain: false },
})
const server = createServer()
await instance.createServ(grafserv).addTo(server)
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
process.once('SIGTERM', () => process.exit(0))
