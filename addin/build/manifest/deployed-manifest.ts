import { createHash } from 'node:crypto'

/** The server that manifest.xml, as it is in the repository, belongs to. */
export const developmentOrigin = 'https://localhost:4000'

/**
 * The manifest of a deployment: addresses of its server, and an id of its own that stays the same, so that writing it
 * again updates the add-in, while those of other servers can be installed beside it. The store build counts as another
 * add-in. Throws where the origin cannot serve an add-in.
 */
export function deployedManifest(xml: string, origin: string, store = false): string {
  const problem = originProblem(origin, store)
  if (problem !== null) throw new Error(`Writing a manifest for ${JSON.stringify(origin)}: ${problem}`)
  const id = origin === developmentOrigin && !store ? null : idOf(`${origin}${store ? ' store' : ''}`)
  return xml
    .replaceAll(developmentOrigin, origin)
    .replace(/<Id>[^<]*<\/Id>/, same => (id === null ? same : `<Id>${id}</Id>`))
}

function originProblem(origin: string, store: boolean): string | null {
  if (!URL.canParse(origin)) return 'an origin looks like https://moat.example.com'
  const { protocol, hostname, origin: parsed } = new URL(origin)
  if (protocol !== 'https:') return 'Office loads add-ins over https only'
  if (parsed !== origin) return `give the origin only, without a path: ${parsed}`
  if (store && (/^[\d.]+$|:|^localhost$/.test(hostname) || !hostname.includes('.')))
    return 'the store takes only servers that have a public name'
  return null
}

/** A UUID (version 8: of a hash of one's own choice, RFC 9562) that is the same for the same name. */
function idOf(name: string): string {
  const hex = createHash('sha256').update(`moatmetrics add-in ${name}`).digest('hex')
  const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) % 4]
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
