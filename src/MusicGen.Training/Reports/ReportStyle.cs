namespace MusicGen.Training;

/// <summary>The style sheet of report pages, apart from the inks of their pictures: light and dark, narrow and wide, on paper.</summary>
internal static class ReportStyle
{
    public const string Sheet = """

        :root{--paper:#fff;--back:#f4f6f8;--text:#1b1f24;--muted:#56606b;--line:#d8dde3;--link:#1f5f9e}
        @media screen and (prefers-color-scheme:dark){:root{--paper:#14181d;--back:#0d1013;--text:#e6e9ec;--muted:#a3adb7;--line:#2f3740;--link:#8ac0f5}}
        *{box-sizing:border-box}
        html{color-scheme:light dark;-webkit-text-size-adjust:100%}
        body{margin:0;background:var(--back);color:var(--text);font:16px/1.5 system-ui,sans-serif}
        main{max-width:1280px;margin:0 auto;padding:16px}
        h1{font-size:1.6rem;line-height:1.2;margin:.4em 0;overflow-wrap:anywhere}
        h2{font-size:1.25rem;margin:2em 0 .4em;padding-top:.6em;border-top:2px solid var(--line);overflow-wrap:anywhere}
        h3{font-size:1.05rem;margin:1.4em 0 .4em;overflow-wrap:anywhere}
        p{margin:.5em 0;max-width:75ch;overflow-wrap:anywhere}
        a{color:var(--link)}
        nav{display:flex;flex-wrap:wrap;gap:4px 16px;margin:.6em 0}
        nav a,.links a{padding:6px 0}
        .links{max-width:none}
        .links a{margin-right:14px;white-space:nowrap}
        dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,160px),1fr));gap:8px;margin:.8em 0}
        dl div{background:var(--paper);border:1px solid var(--line);border-radius:6px;padding:8px 12px}
        .long{grid-column:1/-1}
        dt{color:var(--muted);font-size:.82rem}
        dd{margin:0;overflow-wrap:anywhere}
        .grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,370px),1fr));gap:12px;margin:.8em 0}
        figure{margin:0;background:var(--paper);border:1px solid var(--line);border-radius:6px;padding:6px}
        figure svg{display:block;width:100%;height:auto;max-width:560px;margin:0 auto}
        figcaption{color:var(--muted);font-size:.85rem;padding:0 8px 4px}
        svg{font-family:system-ui,sans-serif}
        .wide,.table{overflow-x:auto;background:var(--paper);border:1px solid var(--line);border-radius:6px;margin:.8em 0}
        .wide svg{display:block}
        .table{max-height:26rem;overflow-y:auto}
        table{border-collapse:collapse;font-size:.9rem;min-width:100%}
        th,td{padding:4px 12px;text-align:left;white-space:nowrap;border-bottom:1px solid var(--line)}
        th{position:sticky;top:0;background:var(--paper);color:var(--muted);font-weight:600}
        .n{text-align:right;font-variant-numeric:tabular-nums}
        pre{background:var(--paper);border:1px solid var(--line);border-radius:6px;padding:10px 12px;white-space:pre-wrap;overflow-wrap:anywhere;font-size:.85rem}
        audio{width:100%;max-width:560px}
        summary{cursor:pointer;padding:8px 0}
        @media print{body{background:#fff;font-size:11pt}main{max-width:none;padding:0}nav,.audio,details:not([open]){display:none}figure,dl div,tr{break-inside:avoid}h2,h3{break-after:avoid}.grid{grid-template-columns:1fr 1fr}.wide{overflow:hidden}.wide svg{max-width:100%;height:auto}.table{max-height:none;overflow:visible}}

        """;
}
