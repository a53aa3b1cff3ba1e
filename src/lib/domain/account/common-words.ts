/**
 * The words people build passwords from, in small letters: the head of every published list of
 * leaked passwords, what Chinese lists have before all others, and what lies near at hand here.
 * A password that is one or more of them with a number, a run or a few signs around is common.
 */
export const commonWords: readonly string[] = `
password passwd passwort passw0rd pass pwd admin administrator root system manager user guest test
tester testing temp demo default welcome login logon letmein access secret changeme change please
master super hello hallo qwerty azerty abc abcd qwe asd zxc asdf zxcv qwer qaz wsx edc iloveyou loveyou love lovely
lover forever angel princess prince queen king sunshine moonlight flower rainbow summer winter spring
autumn monday tuesday wednesday thursday friday saturday sunday january february march april june july
august september october november december monkey dragon tiger lion panda eagle horse shadow batman
superman spiderman ironman pokemon naruto starwars matrix hunter killer ranger soccer football
baseball basketball hockey golf jordan kobe lakers yankees liverpool arsenal chelsea barcelona
michael jennifer jessica thomas robert daniel george andrew joshua matthew ashley nicole charlie
jackson harley maggie ginger pepper cookie cheese chocolate banana orange apple google facebook
twitter amazon microsoft windows linux ubuntu oracle mysql server network internet computer laptop
samsung huawei xiaomi iphone android nokia lenovo wechat weixin tencent alipay taobao baidu douyin
trustno freedom whatever nothing money dollar rich lucky happy smile peace hope faith family mother
father brother sister baby friend friends school college university student teacher library office
work company business service support security safety internal china chinese beijing shanghai
guangzhou shenzhen nanjing wuhan chengdu chongqing tianjin hangzhou qingdao dalian xiamen zhongguo
zhonghua renmin gongheguo guojia woaini woaiwo aini wobuaini woaizhongguo aizhongguo baobei qinai
laopo laogong mama baba meimei gege jiejie didi pengyou nihao mima wodemima denglu zhanghao yonghu
guanli guanliyuan wangluo diannao shouji xuexi xuesheng xuexiao daxue xueyuan laoshi jiaoshi
jiaogong yanjiusheng benkesheng bangong bangongshi ceshi xitong caonima tianshi xingfu kuaile
pingan jiankang facai gongxi xiexie dang dangyuan dangzhibu dangzongzhi dangwei dangjian dangxiao
dangke dangfei zhibu zhibushu shuji zuzhi zuzhibu zuzhiyuan xuanchuan jiwei gongchandang zhonggong
gongqingtuan tuanyuan qiangguo chuxin buwangchuxin laojishiming weirenminfuwu xinshidai hongqi gcd
cpc ccp dyxx dygl branch branchbook zhibuce party member 1921 19210701 1949 19491001 2049 520 521
1314 5201314 3344 666 888 999 168 518 007 110 119 120 911 love1314 woaini1314 woaini520 a1b2c3
a1b2c3d4 trustno1 letmein1 thequickbrownfox jumpsoverthelazydog correcthorsebatterystaple
correcthorse batterystaple opensesame abracadabra tobeornottobe imissyou iwantyou whatthehell
nevergiveup onceuponatime helloworld goodmorning goodluck ilovechina ilovebeijing`
	.trim()
	.split(/\s+/);
