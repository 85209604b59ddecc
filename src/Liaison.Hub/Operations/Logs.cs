using Microsoft.Extensions.Logging.Console;

namespace Liaison.Hub.Operations;

/// <summary>Logs go to the console: as lines for people, or as JSON with <c>Liaison:Logs=json</c>.</summary>
public static class Logs
{
    public static ILoggingBuilder AddLiaisonLogs(this ILoggingBuilder logging, IConfiguration configuration)
    {
        logging.ClearProviders();
        // What a command prints is its answer; what the hub says of itself goes beside it.
        logging.Services.Configure<ConsoleLoggerOptions>(static console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        if (string.Equals(configuration["Liaison:Logs"], "json", StringComparison.OrdinalIgnoreCase))
        {
            logging.AddJsonConsole(static options => (options.UseUtcTimestamp, options.TimestampFormat, options.IncludeScopes) = (true, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", false));
        }
        else
        {
            logging.AddSimpleConsole(static options => (options.SingleLine, options.TimestampFormat, options.ColorBehavior) = (true, "HH:mm:ss ", LoggerColorBehavior.Default));
        }
        // The framework logs whole addresses, and an address may hold a key or a person's name.
        return logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("System.Net.Http", LogLevel.Warning).AddFilter("Npgsql", LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
    }
}
