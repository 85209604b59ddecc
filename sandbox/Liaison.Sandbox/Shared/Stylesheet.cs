namespace Liaison.Sandbox.Shared;

/// <summary>A little plain CSS: light or dark as the reader's system prefers.</summary>
public static class Stylesheet
{
    public const string Text = """
        :root { --ink:#1d2430; --soft:#5a6475; --paper:#f6f7f9; --card:#fff; --line:#d9dde4; --accent:#0b5cad; --accent-ink:#fff; --good:#17693b; --warn:#8a4b00; --bad:#a3242b; }
        @media (prefers-color-scheme: dark) { :root { --ink:#e6e9ef; --soft:#a3adbd; --paper:#14181f; --card:#1d232d; --line:#343c49; --accent:#7db8f5; --accent-ink:#0d1420; --good:#7fd6a4; --warn:#f0b866; --bad:#ff9a9a; } }
        * { box-sizing:border-box } body { margin:0; font:16px/1.5 system-ui,sans-serif; color:var(--ink); background:var(--paper) }
        .skip { position:absolute; left:-999px } .skip:focus { left:1rem; top:.5rem; background:var(--card); padding:.3rem .6rem }
        header { display:flex; flex-wrap:wrap; gap:.4rem 1.5rem; align-items:baseline; padding:.8rem 1.5rem; background:var(--card); border-bottom:1px solid var(--line) }
        header .home { font-weight:700; color:var(--ink); text-decoration:none } nav { display:flex; flex-wrap:wrap; gap:1rem }
        a { color:var(--accent) } main { max-width:72rem; margin:0 auto; padding:1rem 1.5rem 3rem } footer { padding:1rem 1.5rem; color:var(--soft); text-align:center; font-size:.9rem }
        h1 { font-size:1.6rem; margin:.6rem 0 } h2 { font-size:1.15rem; margin:0 0 .6rem } .soft { color:var(--soft) }
        .card { background:var(--card); border:1px solid var(--line); border-radius:.6rem; padding:1rem 1.2rem; margin:1rem 0; overflow-x:auto }
        .grid { display:grid; grid-template-columns:repeat(auto-fit,minmax(17rem,1fr)); gap:1rem } .grid .card { margin:0 }
        table { border-collapse:collapse; width:100% } th,td { text-align:left; padding:.4rem .6rem; border-bottom:1px solid var(--line); vertical-align:top } th { color:var(--soft); font-weight:600; font-size:.9rem }
        dl { display:grid; grid-template-columns:max-content 1fr; gap:.25rem 1rem; margin:0 } dt { color:var(--soft) } dd { margin:0; overflow-wrap:anywhere }
        form.row { display:flex; flex-wrap:wrap; gap:.8rem; align-items:end } label { display:block; font-size:.9rem; color:var(--soft) }
        input,select,textarea,button { font:inherit; padding:.4rem .6rem; border:1px solid var(--line); border-radius:.4rem; background:var(--paper); color:var(--ink) }
        input[type=checkbox] { width:1.1rem; height:1.1rem } textarea,input.wide { width:100% } :focus-visible { outline:3px solid var(--accent); outline-offset:2px }
        button { background:var(--accent); color:var(--accent-ink); border-color:var(--accent); cursor:pointer } button.quiet { background:transparent; color:var(--accent) } button.bad { background:transparent; color:var(--bad); border-color:var(--bad) }
        .tag { display:inline-block; padding:.05rem .5rem; border:1px solid currentColor; border-radius:1rem; font-size:.85rem; white-space:nowrap } .open { color:var(--warn) } .closed { color:var(--good) } .bad-text { color:var(--bad) }
        pre { white-space:pre-wrap; overflow-wrap:anywhere; margin:0; font-size:.85rem } .notice { border-left:4px solid var(--accent); padding:.4rem .8rem; background:var(--card) }
        """;
}
