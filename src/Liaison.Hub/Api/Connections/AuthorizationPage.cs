using System.Text.Encodings.Web;
using Liaison.Hub.Connecting;

namespace Liaison.Hub.Api.Connections;

/// <summary>The small page at the end of connecting: says how it went, tells the page that opened it, and closes itself when all is well.</summary>
internal static class AuthorizationPage
{
    public const string ScriptPath = "/integration/oauth/window.js";
    public const string StylePath = "/integration/oauth/window.css";

    /// <summary>The address holds a spent code; it is taken out of the window's history all the same. The channel reaches our own pages only, whichever window opened this one.</summary>
    public const string Script = """
        const told = { ...document.body.dataset };
        history.replaceState(null, "", location.pathname);
        const channel = new BroadcastChannel("liaison-authorization");
        channel.postMessage(told);
        if (window.opener) window.opener.postMessage({ liaisonAuthorization: told }, location.origin);
        if (told.outcome === "connected") setTimeout(() => window.close(), 400);
        document.getElementById("close").addEventListener("click", () => window.close());

        """;

    public const string Style = """
        :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
        main { max-width: 34rem; margin: 12vh auto; padding: 0 1.5rem; }
        h1 { font-size: 1.4rem; }
        button, a { font: inherit; }

        """;

    public static string Of(AuthorizationEnd end) => end switch
    {
        AuthorizationEnd.Connected c => Page("Connected", $"“{c.Name}” is connected as {c.Account.UserName}. This window closes by itself.", $"data-outcome=\"connected\" data-connection=\"{Text(c.Connection.Value)}\"", null),
        AuthorizationEnd.Refused r => Page("Not connected", r.Words, $"data-outcome=\"refused\" data-code=\"{Text(r.Code)}\"", r.ReturnTo),
        _ => throw new InvalidOperationException("Connecting ends in one of two ways."),
    };

    /// <summary>Nothing but our own script and style; no referrer, because the address holds a code; no copy kept; and still the window that was opened, so that it can close.</summary>
    public static void Guard(HttpResponse response)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "unsafe-none";
        headers.CacheControl = "no-store";
    }

    private static string Page(string title, string words, string data, string? returnTo) => $"""
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{Text(title)}</title><link rel="stylesheet" href="{StylePath}"></head>
        <body {data}>
        <main>
        <h1>{Text(title)}</h1>
        <p role="status">{Text(words)}</p>
        <p>{(returnTo is null ? "<button id=\"close\" type=\"button\">Close this window</button>" : $"<a id=\"close\" href=\"{Text(returnTo)}\">Go back</a>")}</p>
        </main>
        <script src="{ScriptPath}"></script>
        </body>
        </html>

        """;

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
