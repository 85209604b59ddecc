using Liaison.Sandbox.Shared;
using Liaison.Sandbox.VirtualObserver.Files;
using Liaison.Sandbox.VirtualObserver.Ftp;

namespace Liaison.Sandbox.VirtualObserver.Control;

/// <summary>Where the doors are, what came through them, and settings, for tests and demonstrations.</summary>
public static class ControlApi
{
    public static void Map(IEndpointRouteBuilder routes, VirtualObserverStandIn site)
    {
        var control = routes.MapGroup(VirtualObserverStandIn.Path + "/control");
        control.MapGet("", () => Results.Json(Doors(site), SandboxJson.Options));
        SettingsApi.Map(control, "/settings", () => site.Settings, site.Use);
        control.MapGet("/counters", () => site.Counters.Read());
        control.MapGet("/requests", () => site.Requests.All);
        control.MapGet("/events", (int? after) => site.Events.Where(one => one.Number > (after ?? 0)));
        control.MapGet("/files", () => site.Files.All().Select(file => Described(site, file)));
        control.MapGet("/files/{**path}", (string path) => Bytes(site, FileStore.Resolve("/", path)));
        control.MapPut("/files/{**path}", (HttpRequest request, string path) => Put(site, FileStore.Resolve("/", path), request));
        control.MapDelete("/files/{**path}", (string path) => Delete(site, FileStore.Resolve("/", path)));
        control.MapPost("/reset", site.Reset);
    }

    public static Doors Doors(VirtualObserverStandIn site) => new(
        "localhost", site.Ftp.Port, site.Ftp.SecuredPort, site.Settings.FtpUserName, site.Settings.FtpPassword, OwnCertificate.Fingerprint(site.Certificate), site.Certificate.ExportCertificatePem(),
        site.Settings.DeveloperKeyHeader, site.Settings.DeveloperKey);

    private static KeptFile Described(VirtualObserverStandIn site, StoredFile file) => new(file.Path, file.Length, site.Files.Sum(file.Path), file.At);

    private static IResult Bytes(VirtualObserverStandIn site, string path) =>
        site.Files.IsFile(path) ? Results.Stream(site.Files.Open(path, FileMode.Open), "application/octet-stream") : Results.NotFound();

    private static async Task<IResult> Put(VirtualObserverStandIn site, string path, HttpRequest request)
    {
        site.Files.MakeFolder(FileStore.Resolve(path, ".."));
        await using var file = site.Files.Open(path, FileMode.Create);
        await request.Body.CopyToAsync(file);
        return Results.NoContent();
    }

    private static IResult Delete(VirtualObserverStandIn site, string path)
    {
        if (!site.Files.IsFile(path))
        {
            return Results.NotFound();
        }

        site.Files.Delete(path);
        return Results.NoContent();
    }
}

/// <summary>What a client has to know.</summary>
/// <param name="FtpPort">Plain and explicit TLS.</param>
/// <param name="FtpsPort">Implicit TLS.</param>
/// <param name="CertificateSha256">Fingerprint of the certificate that was made at this start.</param>
public sealed record Doors(
    string FtpHost, int FtpPort, int FtpsPort, string FtpUserName, string FtpPassword, string CertificateSha256, string CertificatePem, string DeveloperKeyHeader, string DeveloperKey);

/// <param name="Sha256">Of the bytes as they lie there.</param>
public sealed record KeptFile(string Path, long Length, string Sha256, DateTimeOffset At);
