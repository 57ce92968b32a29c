import { BlockList, isIP } from 'node:net'

/** Machines whose word about a request counts: whom they got it from, by which name and scheme. */
export interface TrustedProxies {
  includes(address: string): boolean
}

/** @param ranges addresses and networks such as 10.0.0.0/8 or fd00::/8, as the configuration has checked them */
export function trustedProxies(ranges: readonly string[]): TrustedProxies {
  const known = new BlockList()
  for (const range of ranges) {
    const [address = '', prefix] = range.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (prefix === undefined) known.addAddress(address, family)
    else known.addSubnet(address, Number(prefix), family)
  }
  if (ranges.length === 0) return { includes: () => false }
  return {
    includes: address => {
      const family = isIP(address)
      return family !== 0 && known.check(address, family === 6 ? 'ipv6' : 'ipv4')
    },
  }
}
