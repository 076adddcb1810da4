import { Partners } from './Partners';

export default function Customers() {
  return <Partners of="customers" />;
}
