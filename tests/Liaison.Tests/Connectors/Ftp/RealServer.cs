using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using Liaison.Connectors.Ftp;
using Liaison.Core.Shared;
using Liaison.Hub.Commands;
using Liaison.Sandbox.VirtualObserver.Ftp;
using Liaison.Tests.Conventions;
using Xunit;

namespace Liaison.Tests.Connectors.Ftp;

/// <summary>
/// An FTP server of another maker, started for one test on loopback with a folder of its own, ended by its process. The programs come from this machine or from
/// where <c>./test</c> unpacks them; without them the test is skipped.
/// </summary>
internal sealed class RealServer : IAsyncDisposable
{
    public const string Password = "sand box";

    private static readonly string Unpacked = Path.Combine(SourceTree.Root, "artifacts", "tools", "ftp");

    private const string SomeFolder = "/nobodys/folder";
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Accounts = new(StringComparer.Ordinal);
    private readonly string folder = Directory.CreateTempSubdirectory("liaison-ftp-").FullName;
    private Process? process;

    private RealServer(string kind) => Kind = kind;

    public string Kind { get; }

    public int Port { get; } = Ports.FreeOr(0);

    public string User => Kind == "vsftpd" ? "anonymous" : "tester";

    public string Certificate { get; private set; } = "";

    /// <summary>Where its files lie.</summary>
    public string Files => Path.Combine(folder, "files");

    public FtpPlace Place(FtpSecurity security) => new("localhost", Port, security, User, new Secret(Password)) { PinnedCertificate = Certificate };

    /// <param name="more">Lines for the server's configuration, or options of pure-ftpd.</param>
    public static async Task<RealServer> Start(string kind, params string[] more)
    {
        var server = new RealServer(kind);
        var program = Find(kind) ?? "";
        Assert.SkipUnless(program.Length > 0, $"{kind} is not on this machine; ./test fetches it on Debian and Ubuntu");
        Assert.SkipUnless(kind != "pure-ftpd" || Environment.IsPrivilegedProcess, "pure-ftpd can be started by root only");
        Directory.CreateDirectory(server.Files);
        server.MakeCertificate();
        try
        {
            await server.Run(program, kind switch { "vsftpd" => server.Vsftpd(more), "proftpd" => await server.Proftpd(more), _ => await server.PureFtpd(more) });
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }
        Directory.Delete(folder, recursive: true);
    }

    private static string? Find(string program) => new[] { Path.Combine(Unpacked, "usr", "sbin"), Path.Combine(Unpacked, "usr", "bin"), "/usr/sbin", "/usr/bin", "/usr/local/sbin" }
        .Select(place => Path.Combine(place, program)).FirstOrDefault(File.Exists);

    private void MakeCertificate()
    {
        using var certificate = OwnCertificate.Make(TimeProvider.System.GetUtcNow());
        using var key = System.Security.Cryptography.X509Certificates.RSACertificateExtensions.GetRSAPrivateKey(certificate)!;
        Certificate = OwnCertificate.Fingerprint(certificate);
        File.WriteAllText(In("tls.pem"), $"{key.ExportPkcs8PrivateKeyPem()}\n{certificate.ExportCertificatePem()}\n");
        Protect("tls.pem");
    }

    private string[] Vsftpd(string[] more)
    {
        File.WriteAllText(In("passwords"), Password + "\n");
        File.WriteAllLines(In("vsftpd.conf"),
        [
            "listen=YES", "listen_address=127.0.0.1", $"listen_port={Port}", "background=NO", "run_as_launching_user=YES", "ftp_username=nobody", "local_enable=NO", "xferlog_enable=NO", "seccomp_sandbox=NO",
            "anonymous_enable=YES", "write_enable=YES", "anon_upload_enable=YES", "anon_mkdir_write_enable=YES", "anon_other_write_enable=YES", "anon_umask=022", "anon_world_readable_only=NO", $"anon_root={Files}",
            "secure_email_list_enable=YES", $"email_password_file={In("passwords")}", "delay_failed_login=0",
            "ssl_enable=YES", "allow_anon_ssl=YES", $"rsa_cert_file={In("tls.pem")}", "require_ssl_reuse=YES", "ssl_ciphers=HIGH", .. more,
        ]);
        return [In("vsftpd.conf")];
    }

    private async Task<string[]> Proftpd(string[] more)
    {
        var modules = new[] { Path.Combine(Unpacked, "usr", "lib", "proftpd"), "/usr/lib/proftpd", "/usr/libexec/proftpd" }.FirstOrDefault(Directory.Exists);
        Assert.SkipUnless(modules is not null && File.Exists(Path.Combine(modules, "mod_tls.so")), "proftpd has no mod_tls on this machine (proftpd-mod-crypto)");
        var (user, group) = ((await Output("id", "-u")).Trim(), (await Output("id", "-g")).Trim());
        File.WriteAllText(In("passwd"), $"{User}:{(await Output("openssl", "passwd", "-6", Password)).Trim()}:{user}:{group}::{Files}:/bin/sh\n");
        Protect("passwd");
        string[] usual =
        [
            "ServerType standalone", "ServerName test", $"ModulePath {modules}", "LoadModule mod_tls.c", "LoadModule mod_digest.c", "DefaultAddress 127.0.0.1", $"Port {Port}", "UseIPv6 off", "UseReverseDNS off",
            $"User {(await Output("id", "-un")).Trim()}", $"Group {(await Output("id", "-gn")).Trim()}", "RootLogin on", "RequireValidShell off", $"AuthUserFile {In("passwd")}", "AuthOrder mod_auth_file.c", $"PidFile {In("pid")}", $"ScoreboardFile {In("score")}",
            "DelayEngine off", "WtmpLog off", "TransferLog none", $"SystemLog {In("log")}", "AllowOverwrite on", "AllowStoreRestart on", user == "0" ? "DefaultRoot ~" : "",
            "TLSEngine on", $"TLSRSACertificateFile {In("tls.pem")}", $"TLSRSACertificateKeyFile {In("tls.pem")}", "TLSRequired off", "DigestEngine on",
        ];
        // Of a line that is there twice, the first counts.
        File.WriteAllLines(In("proftpd.conf"), [.. usual.Where(line => !more.Any(own => own.Split(' ')[0] == line.Split(' ')[0])), .. more]);
        return ["-n", "-c", In("proftpd.conf")];
    }

    private async Task<string[]> PureFtpd(string[] more)
    {
        await Output("chown", "65534:65534", Files);
        var account = await Accounts.GetOrAdd(string.Join(' ', more.Where(one => one.StartsWith("-N", StringComparison.Ordinal))), static quota => new(() => Account(quota))).Value;
        File.WriteAllText(In("passwd"), account.Replace(SomeFolder, Files, StringComparison.Ordinal));
        await Output(Find("pure-pw")!, "mkdb", In("users.pdb"), "-f", In("passwd"));
        return ["-S", $"127.0.0.1,{Port}", "-l", $"puredb:{In("users.pdb")}", "-E", "-A", "-H", "-u", "1", "-2", In("tls.pem"), "-g", In("pid"), "-Y", "1", .. more.Where(one => !one.StartsWith("-N", StringComparison.Ordinal))];
    }

    /// <summary>The line of a user who lives in <see cref="SomeFolder"/>. pure-pw takes seconds of a whole core to hash a password, so each is hashed once.</summary>
    private static async Task<string> Account(string quota)
    {
        var file = Path.GetTempFileName();
        try
        {
            await Output("sh", "-c", $"printf '{Password}\\n{Password}\\n' | '{Find("pure-pw")}' useradd tester -f '{file}' -u 65534 -g 65534 -d '{SomeFolder}' {quota}");
            return await File.ReadAllTextAsync(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private async Task Run(string program, string[] arguments)
    {
        process = Process.Start(Starting(program, arguments))!;
        var said = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var knock = new TcpClient();
                await knock.ConnectAsync("127.0.0.1", Port, TestContext.Current.CancellationToken);
                return;
            }
            catch (SocketException) when (tries < 500 && !process.HasExited)
            {
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }
            catch (SocketException)
            {
                Assert.Fail($"{Kind} did not start: {(process.HasExited ? await said : "it does not answer")}");
            }
        }
    }

    private static async Task<string> Output(string program, params string[] arguments)
    {
        using var run = Process.Start(Starting(program, arguments))!;
        var output = run.StandardOutput.ReadToEndAsync();
        var errors = run.StandardError.ReadToEndAsync();
        await run.WaitForExitAsync();
        Assert.True(run.ExitCode == 0, await errors);
        return await output;
    }

    private static ProcessStartInfo Starting(string program, string[] arguments) => new(program, arguments)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        UseShellExecute = false,
        Environment = { ["LD_LIBRARY_PATH"] = string.Join(':', Libraries()) },
    };

    private static IEnumerable<string> Libraries() => new[] { "usr/lib", "lib" }.Select(place => Path.Combine(Unpacked, place)).Where(Directory.Exists)
        .SelectMany(place => Directory.EnumerateDirectories(place, "*-linux-gnu*"));

    private string In(string name) => Path.Combine(folder, name);

    // Servers want their secrets unread by others.
    private void Protect(string name)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(In(name), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }
}
