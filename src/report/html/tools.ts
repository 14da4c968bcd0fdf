import type { Report, Use } from '../../model/index.ts';

/** Names of a use's tools; ids are looked up among the declared tools. */
export function toolNames(report: Report, use: Use | undefined): string {
  const tools = new Map(report.declaration?.content.tools.map((tool) => [tool.id, tool]));
  const named = (id: string): string => {
    const tool = tools.get(id);
    return tool ? [tool.vendor, tool.name, tool.version].filter(Boolean).join(' ') : id;
  };
  return (use?.tools ?? []).map(named).join(', ');
}
