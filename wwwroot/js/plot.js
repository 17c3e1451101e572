// Draws a plot description by ECharts (served from here), in the colours of the page, and saves it. The description holds all numbers.
const library = () => import('/lib/echarts/echarts.esm.min.js');
const symbols = ['circle', 'rect', 'triangle', 'diamond'];
const colours = 6;
const shown = new Map();

const themed = () => { for (const [element, { chart, plot }] of shown) chart.setOption(option(plot, look(element), false), true); };
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', themed);
new MutationObserver(themed).observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
const sizes = new ResizeObserver(entries => { for (const { target } of entries) shown.get(target)?.chart.resize(); });

export async function draw(element, still, plot) {
  const echarts = await library();
  if (!element.isConnected) return;
  element.hidden = false;
  still.hidden = true;
  element.style.height = `${height(plot)}px`;
  const chart = shown.get(element)?.chart ?? echarts.init(element, null, { renderer: 'svg' });
  shown.set(element, { chart, plot });
  sizes.observe(element);
  chart.resize();
  chart.setOption(option(plot, look(element), false), true);
}

export function forget(element) {
  sizes.unobserve(element);
  shown.get(element)?.chart.dispose();
  shown.delete(element);
}

export async function save(element, kind, plot) {
  const echarts = await library();
  const size = { width: 760, height: height(plot) + 72 };
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, ...size });
  chart.setOption(option(plot, look(element), true));
  const svg = chart.renderToSVGString();
  chart.dispose();
  if (kind === 'svg') download(new Blob([svg], { type: 'image/svg+xml' }), `${plot.key}.svg`);
  else download(await bitmap(svg, size), `${plot.key}.png`);
}

function bitmap(svg, { width, height: tall }) {
  return new Promise((done, failed) => {
    const image = new Image();
    image.onerror = () => failed(new Error('The picture could not be made.'));
    image.onload = () => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 2 * width, height: 2 * tall });
      canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob(done, 'image/png');
    };
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  });
}

function download(blob, name) {
  const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function look(element) {
  const style = getComputedStyle(element);
  // The library writes the font into an attribute as it is: a double quote there would make a file that no program can read.
  const font = style.fontFamily.replaceAll('"', "'");
  const read = name => style.getPropertyValue(name).trim();
  return {
    text: read('--text'), muted: read('--muted'), line: read('--line'), surface: read('--surface'), font,
    palette: Array.from({ length: colours }, (_, i) => read(`--plot-${i}`)),
  };
}

const legend = plot => plot.hasLegend ? [...new Set(plot.series.filter(s => s.mark !== 'Rule').map(s => s.name))] : [];
const height = plot => plot.height + (legend(plot).length ? 28 : 0);

function axis(description, isVertical, { muted, line, text }) {
  const values = description.ticks.map(t => t.value);
  const labels = new Map(description.ticks.map(t => [t.value, t.label]));
  const isLanes = isVertical && description.ticks.some(t => t.label.includes('\n'));
  return {
    type: 'value', min: description.low, max: description.high, name: isVertical ? '' : description.name, nameLocation: 'middle', nameGap: 26, nameTextStyle: { color: muted, fontSize: 12 },
    axisLine: { show: false }, axisTick: { show: false, customValues: values }, splitLine: { lineStyle: { color: line } },
    axisLabel: {
      customValues: values, color: isLanes ? text : muted, fontSize: 12, lineHeight: 15, align: isVertical ? 'right' : 'center', hideOverlap: !isVertical,
      formatter: value => labels.get(value) ?? labels.get(Math.round(value * 1e10) / 1e10) ?? '',
    },
  };
}

function option(plot, colour, isAlone) {
  const names = legend(plot);
  const top = (isAlone ? 64 : 14) + (names.length ? 28 : 0);
  return {
    animation: false, backgroundColor: isAlone ? colour.surface : 'transparent', textStyle: { fontFamily: colour.font, color: colour.text },
    title: isAlone ? { text: plot.title, subtext: plot.subtitle, left: 8, top: 4, textStyle: { color: colour.text, fontSize: 16 }, subtextStyle: { color: colour.muted } } : undefined,
    legend: names.length ? { data: names, top: isAlone ? 58 : 0, left: 0, textStyle: { color: colour.text }, itemWidth: 18, itemHeight: 10 } : undefined,
    grid: { left: 8, right: 20, top, bottom: 28, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    tooltip: { trigger: 'item', renderMode: 'richText', confine: true, backgroundColor: colour.surface, borderColor: colour.line, textStyle: { color: colour.text }, formatter: p => p.data?.text ? `${p.seriesName}: ${p.data.text}` : '' },
    xAxis: axis(plot.x, false, colour), yAxis: axis(plot.y, true, colour),
    series: plot.series.flatMap(s => marks(s, colour)),
  };
}

function marks(series, colour) {
  const tint = colour.palette[series.colour % colours];
  const symbol = symbols[series.colour % symbols.length];
  const data = series.points.map(p => ({ value: [p.x, p.y], text: p.text, label: p.label ? { show: true, formatter: () => p.label, position: 'top', distance: p.yHigh == null ? 6 : 4, color: colour.muted, fontSize: 11 } : undefined }));
  const common = { name: series.name, itemStyle: { color: tint }, emphasis: { disabled: true } };
  switch (series.mark) {
    case 'Rule': return [{ ...common, type: 'line', data, symbol: 'none', silent: true, lineStyle: { color: colour.muted, type: 'dashed', width: 1.5 } }];
    case 'Dot': return [{ ...common, type: 'scatter', data, symbolSize: 6, itemStyle: { color: tint, opacity: 0.6 } }];
    case 'Area': return [{ ...common, type: 'custom', silent: true, data: [[0, 0]], renderItem: (_, api) => ({ type: 'polygon', shape: { points: series.points.map(p => api.coord([p.x, p.y])) }, style: { fill: tint, opacity: 0.55, stroke: tint } }) }];
    case 'Line': return [intervals(series, common, tint), { ...common, type: 'line', data: raised(series, data), symbol, symbolSize: 9, lineStyle: { color: tint, width: 2 } }];
    default: return [intervals(series, common, tint), { ...common, type: 'scatter', data, symbol, symbolSize: 10 }];
  }
}

// The n of a point stands above the upper end of its interval.
const raised = (series, data) => data.map((d, i) => series.points[i].label ? { ...d, label: { ...d.label, position: 'right', distance: 3 } } : d);

function intervals(series, common, tint) {
  const ends = series.points.flatMap(p => [p.xLow != null ? [p.xLow, p.y, p.xHigh, p.y] : null, p.yLow != null ? [p.x, p.yLow, p.x, p.yHigh] : null]).filter(Boolean);
  return {
    ...common, type: 'custom', silent: true, z: 1, data: ends, encode: { x: [0, 2], y: [1, 3] },
    renderItem: (_, api) => {
      const [x1, y1] = api.coord([api.value(0), api.value(1)]), [x2, y2] = api.coord([api.value(2), api.value(3)]);
      return { type: 'line', shape: { x1, y1, x2, y2 }, style: { stroke: tint, lineWidth: 3, opacity: 0.55, lineCap: 'round' } };
    },
  };
}
