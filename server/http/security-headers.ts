import type { ServerResponse } from 'node:http'
import type { Sender } from './senders/sender.ts'

/** Features that no page of ours uses, so that nothing that slips into one can either. */
const unusedFeatures = [
  ...['accelerometer', 'camera', 'display-capture', 'geolocation', 'gyroscope', 'hid', 'magnetometer', 'microphone'],
  ...['midi', 'payment', 'publickey-credentials-get', 'serial', 'usb'],
]
const permissions = unusedFeatures.map(feature => `${feature}=()`).join(', ')

/** What every answer carries; pages widen their own Content-Security-Policy. */
export function setSecurityHeaders(res: ServerResponse, requestId: string, sender: Sender): void {
  res.setHeader('X-Request-Id', requestId)
  res.setHeader('X-Content-Type-Options', 'nosniff')
  res.setHeader('Referrer-Policy', 'no-referrer')
  res.setHeader('Cross-Origin-Resource-Policy', 'same-origin')
  res.setHeader('Cross-Origin-Opener-Policy', 'same-origin')
  res.setHeader('Permissions-Policy', permissions)
  res.setHeader('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'")
  res.setHeader('Cache-Control', 'no-store')
  // Not for this machine: other servers on it, without https, share the name localhost.
  if (sender.secure && !isLocal(sender.host ?? '')) res.setHeader('Strict-Transport-Security', 'max-age=31536000')
}

const isLocal = (host: string): boolean => /^(?:.*\.)?localhost(?::\d+)?$/i.test(host)
