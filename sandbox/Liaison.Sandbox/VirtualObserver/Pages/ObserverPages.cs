using System.Globalization;
using System.Text.Json;
using Liaison.Sandbox.Shared;
using Liaison.Sandbox.VirtualObserver.Control;
using Liaison.Sandbox.VirtualObserver.Faults;

namespace Liaison.Sandbox.VirtualObserver.Pages;

/// <summary>What was received, and the switches.</summary>
public static class ObserverPages
{
    private const int Shown = 100;
    private static readonly JsonSerializerOptions Indented = new(SandboxJson.Options) { WriteIndented = true };
    private static readonly Html Navigation = new("""<a href="/virtual-observer">Received</a><a href="/virtual-observer/switches">Switches</a>""");

    private static readonly (string Label, FaultSwitch Switch)[] Usual =
    [
        ("The next file breaks off after 64 kB", new FaultSwitch { Kind = FaultKind.DieMidFile, Bytes = 65_536, Count = 1 }),
        ("The disk is full", new FaultSwitch { Kind = FaultKind.DiskFull }),
        ("Wrong password", new FaultSwitch { Kind = FaultKind.RefuseLogin }),
        ("TLS is refused", new FaultSwitch { Kind = FaultKind.RefuseTls }),
        ("Too busy for guests", new FaultSwitch { Kind = FaultKind.Busy }),
        ("The next file is kept but not answered", new FaultSwitch { Kind = FaultKind.DropReply, Count = 1 }),
        ("The next renaming is done but not answered", new FaultSwitch { Kind = FaultKind.DropReply, Operation = "rnto", Count = 1 }),
        ("A byte of the next file is kept wrong", new FaultSwitch { Kind = FaultKind.ChangeByte, Count = 1 }),
        ("Two seconds slow", new FaultSwitch { Kind = FaultKind.Slow, Milliseconds = 2_000 }),
        ("Events: out of service", new FaultSwitch { Kind = FaultKind.ServerError }),
    ];

    public static void Map(IEndpointRouteBuilder routes, VirtualObserverStandIn site)
    {
        routes.MapGet(VirtualObserverStandIn.Path, () => Page.Show("Virtual Observer stand-in", Navigation, Received(site)));
        routes.MapGet(VirtualObserverStandIn.Path + "/switches", () => Page.Show(
            "Fault switches", Navigation,
            SwitchBoard.Show(VirtualObserverStandIn.Path, site.Faults.Active, Usual.Select(one => one.Label), one => $"{one.Kind} {one.Operation}", JsonSerializer.Serialize(site.Settings, Indented))));
        routes.MapPost(VirtualObserverStandIn.Path + "/switches", async (HttpRequest request) =>
            SwitchBoard.Press(VirtualObserverStandIn.Path, site.Faults, [.. Usual.Select(one => one.Switch)], await request.ReadFormAsync()));
    }

    private static Html Received(VirtualObserverStandIn site)
    {
        var doors = ControlApi.Doors(site);
        var files = site.Files.All();
        return Html.Of($"""
            <section class="card"><h2>Doors</h2><dl>
              <dt>FTP, plain and explicit TLS</dt><dd>{doors.FtpHost}, port {doors.FtpPort}</dd>
              <dt>FTP, implicit TLS</dt><dd>{doors.FtpHost}, port {doors.FtpsPort}</dd>
              <dt>User name and password</dt><dd>{doors.FtpUserName}, {doors.FtpPassword}</dd>
              <dt>Certificate (SHA-256)</dt><dd><code>{doors.CertificateSha256}</code></dd>
              <dt>Change events</dt><dd><code>POST {VirtualObserverStandIn.Path}/events/…</code> or <code>/events/…</code> with <code>{doors.DeveloperKeyHeader}: {doors.DeveloperKey}</code></dd>
            </dl></section>
            <section class="card"><h2>Files ({files.Count})</h2>{(files.Count == 0 ? Html.Of($"<p class=\"soft\">None yet.</p>") : Html.Of($"""
              <table><thead><tr><th>File</th><th>Bytes</th><th>Came</th></tr></thead><tbody>{files.Reverse().Take(Shown).Select(file => Html.Of($"""<tr><td><a href="{Link(file.Path)}">{file.Path}</a></td><td>{file.Length}</td><td>{file.At.ToString("u", CultureInfo.InvariantCulture)}</td></tr>"""))}</tbody></table>
              """))}</section>
            <section class="card"><h2>Change events ({site.Events.Count})</h2>{(site.Events.Count == 0 ? Html.Of($"<p class=\"soft\">None yet.</p>") : Html.Of($"""
              <table><thead><tr><th>No.</th><th>Came</th><th>Path</th><th>Body</th></tr></thead><tbody>{site.Events.Reverse().Take(Shown).Select(one => Html.Of($"""<tr><td>{one.Number}</td><td>{one.At.ToString("u", CultureInfo.InvariantCulture)}</td><td>{one.Path}</td><td><pre>{one.Body}</pre></td></tr>"""))}</tbody></table>
              """))}</section>
            """);
    }

    private static string Link(string path) => VirtualObserverStandIn.Path + "/control/files" + string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}
