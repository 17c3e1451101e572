namespace CollabLLM.TestKit;

/// <summary>
/// Texts that try to run a script or to fetch something, made of parts: markup that runs, addresses that run, and the places of a Markdown text that may
/// let them through. A script that runs sets <c>window.hurt</c>; what fetches asks for a host that does not exist.
/// </summary>
public static class ScriptAttacks
{
    private const string Hurt = "window.hurt=1", Outside = "http://outside.invalid/x";

    private static readonly string[] Markup =
    [
        $"<script>{Hurt}</script>", $"<ScRiPt>{Hurt}</sCrIpT>", $"<script src={Outside}></script>", $"<img src=x onerror={Hurt}>", $"<img src={Outside}>", $"<IMG SRC=x OnError='{Hurt}'>",
        $"<img src=x onerror\n=\n\"{Hurt}\">", $"<img/src=x/onerror={Hurt}>", $"<svg onload={Hurt}>", $"<svg><script>{Hurt}</script></svg>", $"<svg><animate onbegin={Hurt} attributeName=x dur=1s>",
        $"<svg><a xlink:href=\"javascript:{Hurt}\"><text y=20>press</text></a></svg>", $"<math><mtext><img src=x onerror={Hurt}></mtext></math>", $"<iframe src=\"javascript:parent.hurt=1\"></iframe>",
        $"<iframe srcdoc=\"<script>parent.hurt=1</script>\"></iframe>", $"<iframe src={Outside}></iframe>", $"<object data=\"javascript:{Hurt}\"></object>", $"<embed src=\"javascript:{Hurt}\">",
        $"<details open ontoggle={Hurt}><summary>x</summary></details>", $"<input autofocus onfocus={Hurt}>", $"<body onload={Hurt}>", $"<video src=x onerror={Hurt}></video>", $"<audio src=x onerror={Hurt}></audio>",
        $"<form action=\"javascript:{Hurt}\"><button>press</button></form>", $"<a href=\"javascript:{Hurt}\">press</a>", $"<a href=\" &#14; javascript:{Hurt}\">press</a>", $"<a onmouseover={Hurt}>here</a>",
        $"<style>@import '{Outside}';</style>", $"<div style=\"background:url({Outside})\">x</div>", $"<link rel=stylesheet href={Outside}>", $"<meta http-equiv=refresh content=\"0;url={Outside}\">", $"<base href={Outside}>",
        $"<template><script>{Hurt}</script></template><img src=x onerror={Hurt}>", $"</textarea><script>{Hurt}</script>", $"</title><svg onload={Hurt}>", $"--><img src=x onerror={Hurt}><!--", $"]]><script>{Hurt}</script>",
        $"\"><img src=x onerror={Hurt}>", $"' autofocus onfocus={Hurt} x='", $"<noscript><p title=\"</noscript><img src=x onerror={Hurt}>\">",
    ];

    private static readonly string[] Addresses =
    [
        $"javascript:{Hurt}", $"JaVaScRiPt:{Hurt}", $"java\tscript:{Hurt}", $"&#106;avascript:{Hurt}", $"javascript&colon;{Hurt}", $"javascript&#58;{Hurt}", $"%6Aavascript:{Hurt}", $"\u0001javascript:{Hurt}",
        $"vbscript:{Hurt}", $"data:text/html,<script>{Hurt}</script>", "data:text/html;base64,PHNjcmlwdD53aW5kb3cuaHVydD0xPC9zY3JpcHQ+", $"blob:javascript:{Hurt}", $"view-source:javascript:{Hurt}", $"//outside.invalid/x\" onclick=\"{Hurt}",
    ];

    private static readonly string[] AroundMarkup = ["{0}", "**{0}**", "- {0}", "> {0}", "# {0}", "`a` {0} `b`", "[{0}](https://example.org)", "![{0}](https://example.org/x.png)", "text\n\n    {0}\n\n{0}"];

    private static readonly string[] AroundAddress = ["[press]({0})", "![press]({0})", "<{0}>", "[press][r]\n\n[r]: {0}", "[press](<{0}>)", "[press](https://example.org \"{0}\")", "**[press]({0})**"];

    /// <summary>Distinct, in a fixed order that mixes the kinds: any first part of them is a fair sample.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. AroundMarkup.SelectMany(around => Markup.Select(part => Put(around, part))).Concat(AroundAddress.SelectMany(around => Addresses.Select(part => Put(around, part))))
            .Distinct().Select((attack, i) => (attack, Order: i * 7919L % 1009)).OrderBy(a => a.Order).Select(a => a.attack),
    ];

    private static string Put(string around, string part) => around.Replace("{0}", part, StringComparison.Ordinal);
}
