namespace Liaison.Bench;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        switch (args.FirstOrDefault())
        {
            case "sink":
                await Sink.Serve(args[1]);
                return 0;
            case "road":
                await RoadBench.Run(args.Length > 1 ? int.Parse(args[1], null) : 100_000, 5_000);
                return 0;
            case "accept":
                await RoadBench.Accept(50_000);
                return 0;
            case "confirm":
                await ConfirmBench.Run(args.Length > 1 ? int.Parse(args[1], null) : 10_000);
                return 0;
            case "start":
                await StartBench.Run();
                return 0;
            case "answerer":
                await Answerer.Serve(args[1], args[2]);
                return 0;
            case "lookups":
                await LookupBench.Run();
                return 0;
            case "flows":
                await FlowBench.Run();
                return 0;
            case "sessions":
                await SessionBench.Run(args.Length > 1 ? int.Parse(args[1], null) : 5_000);
                return 0;
            case "systems":
                await SystemsBench.Run(args.Length > 1 ? int.Parse(args[1], null) : 1_000);
                return 0;
            case "session-lists":
                await SessionListBench.Run();
                return 0;
            case "desks":
                await DeskBench.Run(args.Length > 1 ? int.Parse(args[1], null) : 1_000);
                return 0;
            case "ftp":
                await FtpBench.Run(args.Length > 1 ? int.Parse(args[1], null) : 500);
                return 0;
            case "statistics":
                await StatisticsBench.Run(args.Length > 1 ? int.Parse(args[1], null) : 100_000);
                return 0;
            case "pixels":
                await PixelBench.Run();
                return 0;
            case "first-load":
                await FirstLoadBench.Run();
                return 0;
            case null:
                await StartBench.Run();
                await RoadBench.Accept(50_000);
                await RoadBench.Run(100_000, 5_000);
                await ConfirmBench.Run(10_000);
                await LookupBench.Run();
                await FlowBench.Run();
                await SessionBench.Run(5_000);
                await SystemsBench.Run(1_000);
                await SessionListBench.Run();
                await StatisticsBench.Run(100_000);
                await DeskBench.Run(1_000);
                await PixelBench.Run();
                await FtpBench.Run(500);
                await FirstLoadBench.Run();
                return 0;
            default:
                Console.Error.WriteLine("bench/run [start|accept|road [COUNT]|confirm [COUNT]|lookups|flows|sessions [COUNT]|systems [COUNT]|session-lists|statistics [COUNT]|desks [COUNT]|ftp [MEGABYTES]|pixels|first-load]");
                return 2;
        }
    }
}
