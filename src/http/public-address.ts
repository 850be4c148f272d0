/**
 * Whether an IP address is one of the open internet's: not of this machine, of a house or a provider's inner network, of a
 * cloud's own services, of a group, or one that stands for another address. What is not known to be public is not.
 */
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** All that is given out to anybody as an IPv6 address so far (RFC 4291, section 2.4). */
const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3');

export function isPublicAddress(address: string): boolean {
  // four numbers in full: the library reads shorter ways of writing them too
  if (!isIP(address)) return false;
  // an IPv4 address in the clothes of IPv6 is what it stands for
  const plain = ipaddr.process(address);
  if (plain.range() !== 'unicast') return false;
  return plain.kind() === 'ipv4' || plain.match(GLOBAL_IPV6);
}
