import type { ELK, ElkNode } from 'elkjs/lib/elk-api';

export interface GraphNode {
  id: string;
  title: string;
  /** Second line, for example quantity and place. */
  note?: string;
  /** Drawn heavier: the one the page is about. */
  marked?: boolean;
  shape?: 'box' | 'round';
  /** The word for a lot behind a fence; the node then has the colour, the sign and the edge of something stopped. */
  held?: string;
}

export interface GraphEdge {
  id: string;
  from: string;
  to: string;
  label?: string;
}

export interface Placed {
  id: string;
  x: number;
  y: number;
}

export const nodeSize = { width: 200, height: 58 };

let engine: Promise<ELK> | undefined;

/** The layout engine, in a worker of its own so that a large graph does not freeze the page. */
function layoutEngine(): Promise<ELK> {
  engine ??= (async () => {
    // Tests have no worker; the build leaves this part out.
    if (import.meta.env.MODE === 'test') {
      const { default: Bundled } = await import('elkjs/lib/elk.bundled.js');
      return new Bundled();
    }
    const [{ default: Engine }, { default: workerUrl }] = await Promise.all([
      import('elkjs/lib/elk-api'), import('elkjs/lib/elk-worker.min.js?url'),
    ]);
    return new Engine({ workerUrl });
  })();
  return engine;
}

/** Layers from left to right, or from top to bottom; edges to nodes that are not there are left out. */
export async function layOut(nodes: readonly GraphNode[], edges: readonly GraphEdge[], direction: 'RIGHT' | 'DOWN'): Promise<Placed[]> {
  const known = new Set(nodes.map((node) => node.id));
  const graph: ElkNode = {
    id: 'root',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': direction,
      'elk.layered.spacing.nodeNodeBetweenLayers': '70',
      'elk.spacing.nodeNode': '24',
      'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
    },
    children: nodes.map(({ id }) => ({ id, ...nodeSize })),
    edges: edges.filter(({ from, to }) => known.has(from) && known.has(to)).map(({ id, from, to }) => ({ id, sources: [from], targets: [to] })),
  };
  const laid = await (await layoutEngine()).layout(graph);
  return (laid.children ?? []).map(({ id, x = 0, y = 0 }) => ({ id, x, y }));
}
