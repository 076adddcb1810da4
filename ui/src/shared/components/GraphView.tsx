import { Button, Group, Text, useComputedColorScheme } from '@mantine/core';
import { Background, Controls, Handle, MarkerType, Position, ReactFlow, type Edge, type Node, type NodeProps } from '@xyflow/react';
import { OctagonX } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useText } from '../texts/useText';
import { layOut, nodeSize, type GraphEdge, type GraphNode, type Placed } from './graphLayout';

interface GraphViewProps {
  label: string;
  /** Keep both arrays memoised: a new one is arranged anew. */
  nodes: readonly GraphNode[];
  edges: readonly GraphEdge[];
  direction?: 'RIGHT' | 'DOWN';
  onOpen?: (id: string) => void;
  height?: number | string;
}

type Drawn = Node<{ node: GraphNode; direction: 'RIGHT' | 'DOWN' }, 'plain'>;

function PlainNode({ data: { node, direction } }: NodeProps<Drawn>) {
  const right = direction === 'RIGHT';
  return (
    <>
      <Handle type="target" position={right ? Position.Left : Position.Top} style={{ opacity: 0 }} isConnectable={false} />
      <div className="graph-node" data-marked={node.marked ? true : undefined} data-shape={node.shape ?? 'box'} data-held={node.held ? true : undefined}>
        <strong>{node.title}</strong>
        {node.held && <span className="graph-node-held"><OctagonX size={12} aria-hidden />{node.held}</span>}
        {node.note && <small>{node.note}</small>}
      </div>
      <Handle type="source" position={right ? Position.Right : Position.Bottom} style={{ opacity: 0 }} isConnectable={false} />
    </>
  );
}

const nodeTypes = { plain: PlainNode };

/** A directed graph, arranged in layers; the same as a list for those who read it better or can't see the picture. */
export function GraphView({ label, nodes, edges, direction = 'RIGHT', onOpen, height = 480 }: GraphViewProps) {
  const { t } = useText();
  const scheme = useComputedColorScheme('light');
  const [laid, setLaid] = useState<{ nodes: readonly GraphNode[]; places: Placed[] }>();
  const [failed, setFailed] = useState(false);
  const [asList, setAsList] = useState(false);

  useEffect(() => {
    let gone = false;
    layOut(nodes, edges, direction).then(
      (places) => {
        if (gone) return;
        setLaid({ nodes, places });
        setFailed(false);
      },
      () => { if (!gone) setFailed(true); },
    );
    return () => {
      gone = true;
    };
  }, [nodes, edges, direction]);

  const drawn = useMemo<Drawn[]>(() => {
    const places = new Map(laid?.places.map((place) => [place.id, place]));
    return (laid?.nodes ?? []).map((node) => {
      const { x = 0, y = 0 } = places.get(node.id) ?? {};
      return {
        id: node.id, type: 'plain', position: { x, y }, data: { node, direction }, ...nodeSize,
        ariaLabel: [node.title, node.held, node.note].filter(Boolean).join(', '),
      };
    });
  }, [laid, direction]);
  const lines = useMemo<Edge[]>(
    () => edges.map(({ id, from, to, label: text }) => ({
      id, source: from, target: to, focusable: false, style: { stroke: 'var(--page-dimmed)', strokeWidth: 1.5 },
      markerEnd: { type: MarkerType.ArrowClosed, color: 'var(--page-dimmed)' }, ...(text ? { label: text } : {}),
    })),
    [edges],
  );
  const current = laid?.nodes === nodes;
  const list = asList || failed;
  return (
    <section aria-label={label}>
      <Group justify="flex-end" mb={6} gap="sm">
        {failed && <Text size="sm" role="alert">{t('shell:graph.failed')}</Text>}
        {!failed && <Button variant="subtle" size="xs" onClick={() => setAsList((now) => !now)}>{asList ? t('shell:graph.graph') : t('shell:graph.list')}</Button>}
      </Group>
      {list ? <GraphList nodes={nodes} edges={edges} onOpen={onOpen} /> : (
        <div
          className="graph-frame" style={{ height }} aria-busy={!current}
          onKeyDown={(event) => {
            const id = (event.target as HTMLElement).closest<HTMLElement>('.react-flow__node')?.dataset['id'];
            if (event.key === 'Enter' && id) onOpen?.(id);
          }}
          role="presentation"
        >
          {current ? (
            <ReactFlow
              nodes={drawn} edges={lines} nodeTypes={nodeTypes} fitView minZoom={0.05} nodesDraggable={false} nodesConnectable={false}
              edgesFocusable={false} onNodeClick={(_, node) => onOpen?.(node.id)} onlyRenderVisibleElements={nodes.length > 300}
              proOptions={{ hideAttribution: false }} colorMode={scheme}
            >
              <Background />
              <Controls showInteractive={false} />
            </ReactFlow>
          ) : <Text p="md" role="status">{t('shell:graph.laidOut')}</Text>}
        </div>
      )}
    </section>
  );
}

function GraphList({ nodes, edges, onOpen }: { nodes: readonly GraphNode[]; edges: readonly GraphEdge[]; onOpen: ((id: string) => void) | undefined }) {
  const { t } = useText();
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const next = new Map<string, GraphEdge[]>();
  for (const edge of edges) next.set(edge.from, [...(next.get(edge.from) ?? []), edge]);
  return (
    <ul>
      {nodes.map((node) => {
        const out = next.get(node.id) ?? [];
        return (
          <li key={node.id}>
            {onOpen ? <Button variant="subtle" size="compact-sm" onClick={() => onOpen(node.id)}>{node.title}</Button> : <strong>{node.title}</strong>}
            {node.held ? ` · ${node.held}` : ''}{node.note ? ` · ${node.note}` : ''}
            {out.length === 0 ? ` · ${t('shell:graph.end')}` : (
              <ul aria-label={t('shell:graph.to')}>
                {out.map((edge) => <li key={edge.id}>{`→ ${byId.get(edge.to)?.title ?? edge.to}${edge.label ? ` (${edge.label})` : ''}`}</li>)}
              </ul>
            )}
          </li>
        );
      })}
    </ul>
  );
}
