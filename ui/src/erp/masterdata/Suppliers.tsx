import { Partners } from './Partners';

export default function Suppliers() {
  return <Partners of="suppliers" />;
}
