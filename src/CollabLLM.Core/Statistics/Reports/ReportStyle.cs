namespace CollabLLM.Core.Statistics.Reports;

/// <summary>The style sheet inside a report: the product's palette, light and dark on a screen, light on paper.</summary>
internal static class ReportStyle
{
    public const string Css = """
        :root { color-scheme: light dark; --bg: #fff; --surface: #fff; --line: #dedcd6; --line-strong: #8f8c85; --text: #1d1c1a; --muted: #5f5c56; --accent: #3a4fd0; --warn: #8a5a00; --warn-soft: #fbf0d9;
          --plot-0: #3a4fd0; --plot-1: #b1490f; --plot-2: #1c7a4d; --plot-3: #7d3fa6; --plot-4: #5f5c56; --plot-5: #a8185a; }
        @media screen and (prefers-color-scheme: dark) { :root { --bg: #161614; --surface: #1f1f1c; --line: #34332f; --line-strong: #85827a; --text: #eceae4; --muted: #a9a59b; --accent: #9aa8ff; --warn: #e6b65c; --warn-soft: #34280f;
          --plot-0: #9aa8ff; --plot-1: #f0a35e; --plot-2: #6fcf9b; --plot-3: #c79bf2; --plot-4: #a9a59b; --plot-5: #f48fb8; } }
        body { margin: 0; background: var(--bg); color: var(--text); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
        main { max-width: 62rem; margin: 0 auto; padding: 2rem 1.5rem; } h1, h2, h3 { line-height: 1.25; } h2 { margin-top: 2.5rem; } .muted, figcaption, caption, dt { color: var(--muted); }
        .finding { border-left: 4px solid var(--accent); padding: .25rem 1rem; max-width: 50rem; } .warn { border-left: 4px solid var(--warn); background: var(--warn-soft); padding: .5rem 1rem; }
        .figure { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(24rem, 100%), 1fr)); gap: 1.5rem; align-items: start; } figure { margin: 0; break-inside: avoid; } figcaption { font-size: .875rem; } figcaption b { color: var(--text); }
        svg { width: 100%; height: auto; font: 12px system-ui, sans-serif; } .flow svg { max-width: 44rem; }
        table { display: block; overflow-x: auto; border-collapse: collapse; margin: 1rem 0; font-size: .875rem; font-variant-numeric: tabular-nums; } caption { text-align: left; padding: .25rem 0; font-weight: 600; } th, td { text-align: right; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid var(--line); } th:first-child, td:first-child { text-align: left; font-weight: 500; } thead th { color: var(--muted); }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; } dd { margin: 0; overflow-wrap: anywhere; } .how { font-size: .875rem; } code { overflow-wrap: anywhere; }
        .plot-0 { color: var(--plot-0); } .plot-1 { color: var(--plot-1); } .plot-2 { color: var(--plot-2); } .plot-3 { color: var(--plot-3); } .plot-4 { color: var(--plot-4); } .plot-5 { color: var(--plot-5); }
        svg g { fill: currentColor; } .plot-grid { stroke: var(--line); } .plot-tick, .plot-label { fill: var(--muted); } .plot-name { fill: var(--text); font-weight: 600; }
        .plot-interval { stroke: currentColor; stroke-width: 3; stroke-opacity: .55; stroke-linecap: round; } .plot-line { stroke: currentColor; stroke-width: 2; fill: none; } .plot-rule { stroke: var(--muted); stroke-dasharray: 5 4; fill: none; } .plot-dot { fill-opacity: .6; } .plot-area { fill-opacity: .55; }
        .flow-box { fill: var(--surface); stroke: var(--line-strong); } .flow-line { stroke: var(--line-strong); } .flow-head { fill: var(--line-strong); }
        @page { margin: 14mm 13mm; }
        @media print { body { font-size: 9.5pt; line-height: 1.4; } main { padding: 0; max-width: none; } h1 { font-size: 18pt; } h2 { font-size: 13pt; margin-top: 6mm; } h2, h3, caption { break-after: avoid; } section { break-before: page; } .finding { max-width: none; }
          table { display: table; width: 100%; break-inside: auto; font-size: 8pt; line-height: 1.3; } th, td { padding: .15rem .4rem; } th:first-child, td:first-child { width: 27%; } tr { break-inside: avoid; } figcaption, .how { font-size: 8pt; }
          .figure { grid-template-columns: 1fr 1fr; gap: 5mm; } .flow svg { max-width: 15cm; } }

        """;
}
